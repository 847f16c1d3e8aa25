// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import dev.adieu.SignOut;
import dev.adieu.SignOutError;
import dev.adieu.SignOutResult;
import dev.adieu.spi.TokenHash;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Before a method that signs out: refuses what can be refused, and asks first, so that the method does not even run. */
final class RefusalFilter implements ContainerRequestFilter {
    private static final System.Logger LOG = System.getLogger("dev.adieu");

    private final SignOutRule rule;
    private final Supplier<Wiring> wiring;

    RefusalFilter(SignOutRule rule, Supplier<Wiring> wiring) {
        this.rule = rule;
        this.wiring = wiring;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        var adieu = wiring.get().adieu();
        adieu.schemes().meant(rule.options().scheme());
        var exchange = Exchange.of(request).orElseThrow();
        var safe = isSafe(request.getMethod());
        if (safe && rule.confirm() != SignOut.Confirm.NEVER) {
            // V3.5.3: a safe method changes nothing.
            ask(exchange, adieu, Response.Status.METHOD_NOT_ALLOWED.getStatusCode());
        } else if (safe && isAhead(request)) {
            refuse(request, SignOutError.CONFIRMATION_REQUIRED, SignOutError.CONFIRMATION_REQUIRED.status());
        } else if (exchange.forgedBy().isPresent()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    Refusals.crossSite(exchange.forgedBy().get()));
            refuse(request, SignOutError.CROSS_SITE_REQUEST, SignOutError.CROSS_SITE_REQUEST.status());
        } else if (rule.confirm() == SignOut.Confirm.ALWAYS && !isConfirmed(exchange, adieu)) {
            ask(exchange, adieu, SignOutError.CONFIRMATION_REQUIRED.status());
        }
    }

    /** A page for a person, with a form that posts to where they are; for nobody, the way on; for a program, no. */
    private void ask(Exchange exchange, Adieu adieu, int status) {
        var request = exchange.request();
        if (!exchange.isNavigation()) {
            refuse(request, SignOutError.CONFIRMATION_REQUIRED, status);
            return;
        }
        var live = live(exchange, adieu);
        if (live.isEmpty()
                && exchange.containerPrincipal() != null
                && exchange.session().isEmpty()) {
            LOG.log(System.Logger.Level.ERROR, Refusals.UNRECOGNISED);
            refuse(request, SignOutError.UNRECOGNISED_SESSION, SignOutError.UNRECOGNISED_SESSION.status());
        } else if (live.isEmpty()) {
            var home = adieu.urls().next(rule.options(), scheme(), request);
            request.abortWith(Response.status(Response.Status.SEE_OTHER)
                    .header("Location", adieu.urls().redirect(home, request))
                    .header("Cache-Control", "no-store")
                    .build());
        } else {
            var fields = Map.of(Confirmation.FIELD, adieu.confirmation().token(live, path(request)));
            var page = adieu.pages().confirmation(fields, rule.leadsTo(), request);
            var ok = isSafe(request.getMethod());
            request.abortWith(Response.status(ok ? Response.Status.OK.getStatusCode() : status)
                    .entity(page)
                    .build());
        }
    }

    /** Without a live session it is a sign-out that has happened; with one, the form's token must be of that session. */
    private boolean isConfirmed(Exchange exchange, Adieu adieu) {
        var live = live(exchange, adieu);
        var request = exchange.request();
        if (live.isEmpty()) {
            return exchange.containerPrincipal() == null || !exchange.session().isEmpty();
        }
        return Confirmation.inForm(request)
                .filter(token -> adieu.confirmation().confirms(token, live, path(request)))
                .isPresent();
    }

    private List<TokenHash> live(Exchange exchange, Adieu adieu) {
        return exchange.liveCredentials(adieu.schemes().meant(rule.options().scheme()));
    }

    private String scheme() {
        return rule.options().scheme().isEmpty()
                ? CookieScheme.NAME
                : rule.options().scheme();
    }

    private static void refuse(ContainerRequestContext request, SignOutError error, int status) {
        var answer = Response.status(status).entity(SignOutResult.failed(error));
        if (status == Response.Status.METHOD_NOT_ALLOWED.getStatusCode()) {
            answer.header("Allow", "POST");
        }
        request.abortWith(answer.build());
    }

    private static String path(ContainerRequestContext request) {
        return request.getUriInfo().getRequestUri().getRawPath();
    }

    private static boolean isSafe(String method) {
        return method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS");
    }

    /** Whether nobody has asked for it yet: a HEAD, or what a browser fetches on a guess. */
    private static boolean isAhead(ContainerRequestContext request) {
        return !request.getMethod().equals("GET") || request.getHeaderString("Sec-Purpose") != null;
    }
}
