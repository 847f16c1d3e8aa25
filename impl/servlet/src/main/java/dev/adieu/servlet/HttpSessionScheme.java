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
import java.util.List;

/** Keeps in the {@code HttpSession} which session it is; the credential is the server's own cookie. */
@ApplicationScoped
class HttpSessionScheme implements Scheme {
    /** What {@code SignIn.builder(…).scheme(…)} chooses it by. */
    static final String NAME = "HttpSession";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Found find(ContainerRequestContext request) {
        return Visit.of(request).flatMap(Visit::signedIn).map(Found::credential).orElse(Found.nothing());
    }

    @Override
    public void requireIssuable(ContainerRequestContext request) {
        if (Visit.of(request).isEmpty()) {
            throw new IllegalStateException("Adieu's servlet filter has not seen this request, so the scheme " + NAME
                    + " cannot be used. The web fragment 'adieu' is switched off: web.xml leaves it out of its"
                    + " <absolute-ordering>");
        }
    }

    @Override
    public List<ResponseChange> issue(Token token, UserSession session, ContainerRequestContext request) {
        var servlet = Visit.of(request).orElseThrow().request();
        var known = ServerSession.of(servlet);
        if (known != null) {
            // Against session fixation: an id that was known before the sign-in is worth nothing after it.
            servlet.changeSessionId();
        }
        servlet.getSession(true).setAttribute(Mark.SIGNED_IN, token.hash().value());
        return List.of();
    }

    @Override
    public List<ResponseChange> forget(ContainerRequestContext request) {
        return Visit.of(request)
                .map(visit -> ServerSession.forget(visit.request()))
                .orElse(List.of());
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
