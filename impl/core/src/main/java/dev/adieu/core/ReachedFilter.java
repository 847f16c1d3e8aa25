// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;

/** The last filter before the method: an answer given before this one is not the method's. */
final class ReachedFilter implements ContainerRequestFilter {
    @Override
    public void filter(ContainerRequestContext request) {
        Exchange.of(request).ifPresent(Exchange::markReached);
    }
}
