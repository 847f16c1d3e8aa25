// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import dev.adieu.spi.Scheme;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.RedirectionException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;

/** What a caller without a session is answered when one is required. */
final class SignInRequired {
    private final Schemes schemes;
    private final Urls urls;

    SignInRequired(Schemes schemes, Urls urls) {
        this.schemes = schemes;
        this.urls = urls;
    }

    /** The way to the login path for a person, unless they are there already; 401 for everything else. */
    WebApplicationException answer(Exchange exchange) {
        var login = urls.login(CookieScheme.NAME, exchange.request()).filter(url -> exchange.isNavigation());
        var here = exchange.request().getUriInfo().getRequestUri().getPath();
        if (login.isPresent() && !login.get().getPath().equals(here)) {
            var url = UriBuilder.fromUri(login.get());
            // S-10
            var target = exchange.dead().isEmpty() ? url : url.queryParam("reason", "session_expired");
            // Not as a URI: RESTEasy completes one by the path of the Jakarta REST application.
            return new RedirectionException(Response.status(Response.Status.SEE_OTHER)
                    .header(
                            "Location",
                            urls.redirect(target.build(), exchange.request()).toString())
                    .header("Cache-Control", "no-store")
                    .build());
        }
        var unauthorized = Response.status(Response.Status.UNAUTHORIZED).header("Cache-Control", "no-store");
        schemes.all().stream()
                .map(Scheme::challenge)
                .distinct()
                .forEach(challenge -> unauthorized.header("WWW-Authenticate", challenge));
        return new NotAuthorizedException(unauthorized.build());
    }
}
