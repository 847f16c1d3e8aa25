// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.List;
import java.util.Optional;

/**
 * Begins the exchange of each request, and finds it again for whom CDI injects a manager into. No bean: a proxy would be
 * asked several times for each request, and is not for every thread that an answer may be made on.
 */
final class Exchanges {
    private static final System.Logger LOG = System.getLogger("dev.adieu");

    private final Adieu adieu;
    private final CurrentRequest current;
    private final List<String> applicationPaths;

    /** @param applicationPaths those of the Jakarta REST applications that are beans */
    Exchanges(Adieu adieu, CurrentRequest current, List<String> applicationPaths) {
        this.adieu = adieu;
        this.current = current;
        this.applicationPaths = applicationPaths;
    }

    Adieu adieu() {
        return adieu;
    }

    /** @param applicationPath that of the Jakarta REST application that serves the request, if it is known */
    void begin(ContainerRequestContext request, Optional<String> applicationPath) {
        var path = applicationPath.orElseGet(() -> ContextPath.applicationPath(applicationPaths, request));
        var exchange = adieu.begin(request, path);
        try {
            current.begin(exchange);
        } catch (ContextNotActiveException e) {
            LOG.log(System.Logger.Level.DEBUG, "No CDI request scope in this request", e);
        }
    }

    /** That of this thread's request. */
    Optional<Exchange> current() {
        try {
            return current.exchange();
        } catch (ContextNotActiveException e) {
            return Optional.empty();
        }
    }
}
