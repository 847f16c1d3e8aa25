// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import java.util.Optional;
import java.util.function.Supplier;

/** Begins the exchange, before any other filter. Looks nothing up. */
final class ExchangeFilter implements ContainerRequestFilter {
    private final Supplier<Wiring> wiring;
    private final Optional<String> applicationPath;

    ExchangeFilter(Supplier<Wiring> wiring, Optional<String> applicationPath) {
        this.wiring = wiring;
        this.applicationPath = applicationPath;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        var application = wiring.get();
        var path = applicationPath.orElseGet(() -> application.applicationPath(request));
        application.begin(application.adieu().begin(request, path));
    }
}
