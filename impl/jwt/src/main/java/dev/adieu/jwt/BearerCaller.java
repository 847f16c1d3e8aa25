// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.jwt;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/**
 * Whom the server knows by a token, on whichever thread, until they sign out: from then on nobody, in the same request
 * too.
 */
record BearerCaller(Principal principal, SecurityContext server, ContainerRequestContext request)
        implements SecurityContext {
    private static final String LEFT = BearerCaller.class.getName();

    /** Takes the place of what the server says. */
    static void comeIn(ContainerRequestContext request) {
        var server = request.getSecurityContext();
        request.setSecurityContext(new BearerCaller(server.getUserPrincipal(), server, request));
    }

    static void leave(ContainerRequestContext request) {
        request.setProperty(LEFT, Boolean.TRUE);
    }

    private boolean hasLeft() {
        return request.getProperty(LEFT) != null;
    }

    @Override
    public @Nullable Principal getUserPrincipal() {
        return hasLeft() ? null : principal;
    }

    @Override
    public boolean isUserInRole(String role) {
        return !hasLeft() && server.isUserInRole(role);
    }

    @Override
    public boolean isSecure() {
        return server.isSecure();
    }

    @Override
    public @Nullable String getAuthenticationScheme() {
        return hasLeft() ? null : server.getAuthenticationScheme();
    }
}
