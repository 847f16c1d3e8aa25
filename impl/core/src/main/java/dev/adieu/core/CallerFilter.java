// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;

/** From here on, whoever asks Jakarta REST who the caller is, asks Adieu first. Looks nothing up itself. */
final class CallerFilter implements ContainerRequestFilter {
    @Override
    public void filter(ContainerRequestContext request) {
        Exchange.of(request)
                .ifPresent(exchange ->
                        request.setSecurityContext(new SessionSecurityContext(exchange, request.getSecurityContext())));
    }
}
