// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.servlet;

import dev.adieu.ResponseChange;
import dev.adieu.SignIn;
import dev.adieu.UserSession;
import dev.adieu.spi.Found;
import dev.adieu.spi.Scheme;
import dev.adieu.spi.Token;
import dev.adieu.spi.TokenHash;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Logins that the container established: by a form, {@code HttpServletRequest.login} or Jakarta Security. The first call
 * that asks makes a session of one, under its principal.
 */
@ApplicationScoped
class ContainerScheme implements Scheme {
    static final String NAME = "Container";

    private static final Set<String> SENT_AGAIN = Set.of("SPNEGO", "NEGOTIATE", "KERBEROS", "BASIC", "DIGEST");

    private final SecureRandom random = new SecureRandom();

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
        var request = visit.request();
        var principal = request.getUserPrincipal();
        if (principal == null || !visit.isContainers()) {
            return Found.nothing();
        }
        var unendable = unendable(visit);
        if (unendable != null) {
            return Found.unendable(unendable);
        }
        var mark = mark(request, principal.getName());
        return mark.enrolled()
                ? Found.credential(mark.token())
                : Found.newcomer(SignIn.builder(mark.principal()).scheme(NAME).build(), mark.token());
    }

    private static @Nullable String unendable(Visit visit) {
        var type = visit.request().getAuthType();
        var header = visit.request().getHeader("Authorization");
        if (header != null || type != null && SENT_AGAIN.contains(type.toUpperCase(Locale.ROOT))) {
            return "the container knows the caller by "
                    + (header != null ? "the request's Authorization header" : type)
                    + ", which the browser sends again by itself until it is closed. Nothing on the server can end that";
        }
        return visit.isStateless()
                ? "the container knows the caller without a session, by a login mechanism that keeps a credential of its"
                        + " own. If that is a cookie, name it in adieu.surviving-cookies"
                : null;
    }

    /** The mark of this login, made now if it is a new one. One for all requests that come at the same time. */
    private synchronized Mark mark(HttpServletRequest request, @Nullable String name) {
        var session = request.getSession(true);
        var known = Mark.of(session).filter(mark -> mark.isOf(name));
        if (known.isPresent()) {
            return known.get();
        }
        // A login without a usable name is still one that can be ended, and nobody else's.
        var subject = Mark.isUsable(name)
                ? name
                : Mark.UNNAMED + Token.random(Mark.UNNAMED, random).hash().value();
        var fresh = new Mark(Token.random(subject, random).hash(), false, subject);
        fresh.putInto(session);
        return fresh;
    }

    @Override
    public void enrolled(TokenHash token, ContainerRequestContext request) {
        Visit.of(request).map(visit -> ServerSession.of(visit.request())).ifPresent(session -> Mark.of(session)
                .filter(mark -> mark.token().equals(token))
                .ifPresent(mark -> mark.enrol().putInto(session)));
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
    public String challenge() {
        return "Cookie";
    }
}
