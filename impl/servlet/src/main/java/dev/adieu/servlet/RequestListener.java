// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.servlet;

import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Looks at the session of a request before most servers ask it who calls, so that one that has ended elsewhere is nobody
 * to the container too. Registered by the web fragment; asks the store only where a session carries a mark.
 */
public final class RequestListener implements ServletRequestListener {

    /** For the container. */
    public RequestListener() {}

    @Override
    public void requestInitialized(ServletRequestEvent event) {
        if (event.getServletRequest() instanceof HttpServletRequest request
                && Mark.tokens(ServerSession.of(request)).findAny().isPresent()) {
            Registries.of(event.getServletContext()).ifPresent(registry -> Visit.begin(request, registry));
        }
    }
}
