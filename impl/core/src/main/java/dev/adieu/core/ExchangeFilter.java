// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import java.util.Optional;
import java.util.function.Supplier;

/** Begins the exchange: whoever asks from here on who the caller is, asks Adieu. Looks nothing up itself. */
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
        var exchange = application.adieu().begin(request, applicationPath.orElseGet(application::applicationPath));
        application.begin(exchange);
        request.setSecurityContext(new SessionSecurityContext(exchange, request.getSecurityContext()));
    }
}
