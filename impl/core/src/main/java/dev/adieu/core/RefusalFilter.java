// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import dev.adieu.SignOut;
import dev.adieu.SignOutError;
import dev.adieu.SignOutResult;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Response;
import java.util.function.Supplier;

/** Before a method that signs out: refuses what can be refused, so that the method does not even run. */
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
        wiring.get().adieu().schemes().meant(rule.options().scheme());
        var safe = isSafe(request.getMethod());
        if (safe && rule.confirm() != SignOut.Confirm.NEVER) {
            // V3.5.3: no state change by a safe method.
            refuse(request, Response.status(Response.Status.METHOD_NOT_ALLOWED).header("Allow", "POST"));
        } else if (rule.confirm() == SignOut.Confirm.ALWAYS || safe && isAhead(request)) {
            refuse(request, Response.status(SignOutError.CONFIRMATION_REQUIRED.status()));
        } else {
            Exchange.of(request).flatMap(Exchange::forgedBy).ifPresent(from -> {
                LOG.log(System.Logger.Level.WARNING, Refusals.crossSite(from));
                request.abortWith(Response.status(SignOutError.CROSS_SITE_REQUEST.status())
                        .entity(SignOutResult.failed(SignOutError.CROSS_SITE_REQUEST))
                        .build());
            });
        }
    }

    private static void refuse(ContainerRequestContext request, Response.ResponseBuilder answer) {
        request.abortWith(answer.entity(SignOutResult.failed(SignOutError.CONFIRMATION_REQUIRED))
                .build());
    }

    private static boolean isSafe(String method) {
        return method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS");
    }

    /** Whether nobody has asked for it yet: a HEAD, or what a browser fetches on a guess. */
    private static boolean isAhead(ContainerRequestContext request) {
        return !request.getMethod().equals("GET") || request.getHeaderString("Sec-Purpose") != null;
    }
}
