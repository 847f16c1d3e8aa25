// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import java.util.Optional;
import java.util.function.Supplier;

/** Begins the exchange, before any other filter. Looks nothing up. */
final class ExchangeFilter implements ContainerRequestFilter {
    private final Supplier<Exchanges> exchanges;
    private final Optional<String> applicationPath;

    ExchangeFilter(Supplier<Exchanges> exchanges, Optional<String> applicationPath) {
        this.exchanges = exchanges;
        this.applicationPath = applicationPath;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        exchanges.get().begin(request, applicationPath);
    }
}
