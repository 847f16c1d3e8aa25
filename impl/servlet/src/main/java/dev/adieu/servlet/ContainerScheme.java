// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.servlet;

import dev.adieu.ResponseChange;
import dev.adieu.UserSession;
import dev.adieu.spi.Found;
import dev.adieu.spi.Scheme;
import dev.adieu.spi.Token;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Logins that the container established: by a form, {@code HttpServletRequest.login} or Jakarta Security. The first
 * request that shows one makes a session of it, under its principal.
 */
@ApplicationScoped
class ContainerScheme implements Scheme {
    static final String NAME = "Container";

    private static final Set<String> SENT_AGAIN = Set.of("SPNEGO", "NEGOTIATE", "KERBEROS");

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean isContainers() {
        return true;
    }

    @Override
    public Found find(ContainerRequestContext request) {
        return Visit.of(request).map(this::find).orElse(Found.nothing());
    }

    private Found find(Visit visit) {
        var unendable = visit.unendable();
        return unendable != null
                ? Found.unendable(unendable)
                : visit.login().map(Found::credential).orElse(Found.nothing());
    }

    /** Why this login cannot be ended, if that is so. */
    static @Nullable String unendable(Visit visit) {
        var type = visit.request().getAuthType();
        var header = visit.request().getHeader("Authorization");
        if (header != null || type != null && SENT_AGAIN.contains(type.toUpperCase(Locale.ROOT))) {
            return "the container knows the caller by "
                    + (header != null ? "the request's Authorization header" : type)
                    + ", which the browser sends again by itself until it is closed. Nothing on the server can end that";
        }
        return visit.isStateless() || visit.isKnownUnendable()
                ? "the container knows the caller without a session, by a login mechanism that keeps a credential of its"
                        + " own. If that is a cookie, name it in adieu.surviving-cookies"
                : null;
    }

    @Override
    public List<ResponseChange> issue(Token token, UserSession session, ContainerRequestContext request) {
        throw new IllegalStateException("The scheme " + NAME + " is the container's own: sign in by it, for example by"
                + " HttpServletRequest.login, or by another scheme");
    }

    @Override
    public void requireIssuable(ContainerRequestContext request) {
        throw new IllegalStateException(
                "SignIn with the scheme " + NAME + " is the container's own business: sign in by"
                        + " its login, for example HttpServletRequest.login, or by another scheme");
    }

    @Override
    public List<ResponseChange> forget(ContainerRequestContext request) {
        return Visit.of(request).map(Visit::forget).orElse(List.of());
    }

    @Override
    public void release(ContainerRequestContext request) {
        Visit.of(request).ifPresent(Visit::release);
    }

    @Override
    public Optional<URI> next(ContainerRequestContext request) {
        return Visit.of(request).map(Visit::request).flatMap(servlet -> OpenIdMechanism.of(servlet.getServletContext())
                .flatMap(mechanism -> mechanism.next(servlet)));
    }

    @Override
    public String challenge() {
        return "Cookie";
    }
}
