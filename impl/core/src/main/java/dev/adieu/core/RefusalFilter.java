// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import dev.adieu.SignOut;
import dev.adieu.SignOutError;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Response;
import java.util.function.Supplier;

/** Before a method that signs out: refuses what can be refused, and asks first, so that the method does not even run. */
final class RefusalFilter implements ContainerRequestFilter {
    private static final System.Logger LOG = System.getLogger("dev.adieu");

    private final SignOutRule rule;
    private final Supplier<Adieu> adieu;

    RefusalFilter(SignOutRule rule, Supplier<Adieu> adieu) {
        this.rule = rule;
        this.adieu = adieu;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        var adieu = this.adieu.get();
        adieu.schemes().meant(rule.options().scheme());
        var exchange = Exchange.of(request).orElseThrow();
        exchange.noteContainerCaller();
        var safe = isSafe(request.getMethod());
        if (safe && rule.confirm() != SignOut.Confirm.NEVER) {
            // V3.5.3: a safe method changes nothing.
            answer(request, adieu.question().put(rule.options(), rule.leadsTo(), true, exchange));
        } else if (safe && isAhead(request)) {
            refuse(request, SignOutError.CONFIRMATION_REQUIRED);
        } else if (exchange.forgedBy().isPresent()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    Refusals.crossSite(exchange.forgedBy().get()));
            refuse(request, SignOutError.CROSS_SITE_REQUEST);
        } else if (isAsked(exchange) && !adieu.question().isAnswered(rule.options(), exchange)) {
            answer(request, adieu.question().put(rule.options(), rule.leadsTo(), false, exchange));
        }
    }

    /** A POST that a container saved before its login is nobody's wish of today: it is asked about as if always. */
    private boolean isAsked(Exchange exchange) {
        return rule.confirm() == SignOut.Confirm.ALWAYS
                || rule.confirm() == SignOut.Confirm.ON_GET && exchange.mayBeReplayed();
    }

    private static void refuse(ContainerRequestContext request, SignOutError error) {
        answer(request, Question.Put.refusal(error, error.status()));
    }

    private static void answer(ContainerRequestContext request, Question.Put put) {
        request.abortWith(Response.status(put.status()).entity(put).build());
    }

    private static boolean isSafe(String method) {
        return method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS");
    }

    /** Whether nobody has asked for it yet: a HEAD, or what a browser fetches on a guess. */
    private static boolean isAhead(ContainerRequestContext request) {
        return !request.getMethod().equals("GET") || request.getHeaderString("Sec-Purpose") != null;
    }
}
