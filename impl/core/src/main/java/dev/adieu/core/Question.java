// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import dev.adieu.SignOutError;
import dev.adieu.SignOutOptions;
import dev.adieu.SignOutResult;
import dev.adieu.spi.TokenHash;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Asks before a sign-out: decides how, as a value, and tells the answer that comes back from a made-up one. */
final class Question {
    private static final System.Logger LOG = System.getLogger("dev.adieu");

    /**
     * How it is put.
     *
     * @param status the HTTP status
     * @param entity a page, or a result for programs; null for a redirect
     * @param location where a redirect leads
     */
    record Put(int status, @Nullable Object entity, Optional<URI> location) {
        static Put refusal(SignOutError error, int status) {
            return new Put(status, SignOutResult.failed(error), Optional.empty());
        }
    }

    private final Schemes schemes;
    private final Urls urls;
    private final Pages pages;
    private final Confirmation confirmation;

    Question(Schemes schemes, Urls urls, Pages pages, Confirmation confirmation) {
        this.schemes = schemes;
        this.urls = urls;
        this.pages = pages;
        this.confirmation = confirmation;
    }

    /** A page for a person, with a form that posts to where they are; for nobody, the way on; for a program, no. */
    Put put(SignOutOptions options, List<URI> leadsTo, boolean safe, Exchange exchange) {
        var refused =
                safe ? Response.Status.METHOD_NOT_ALLOWED.getStatusCode() : SignOutError.CONFIRMATION_REQUIRED.status();
        if (!exchange.isNavigation()) {
            return Put.refusal(SignOutError.CONFIRMATION_REQUIRED, refused);
        }
        var request = exchange.request();
        var live = live(options, exchange);
        var unendable = live.isEmpty() ? exchange.unendable() : Optional.<String>empty();
        if (unendable.isPresent()) {
            LOG.log(System.Logger.Level.ERROR, unendable.get());
            return Put.refusal(SignOutError.UNRECOGNISED_SESSION, SignOutError.UNRECOGNISED_SESSION.status());
        }
        if (live.isEmpty()) {
            var scheme = options.scheme().isEmpty() ? CookieScheme.NAME : options.scheme();
            var next = urls.redirect(urls.next(options, Optional.empty(), scheme, request), request);
            return new Put(Response.Status.SEE_OTHER.getStatusCode(), null, Optional.of(next));
        }
        var fields = Map.of(Confirmation.FIELD, confirmation.token(live, path(exchange)));
        var own = exchange.sessions(schemes.meant(options.scheme()));
        var led = Stream.concat(leadsTo.stream(), schemes.next(own, request).stream())
                .toList();
        var page = pages.confirmation(options.sessions(), fields, led, request);
        return new Put(safe ? Response.Status.OK.getStatusCode() : refused, page, Optional.empty());
    }

    /** Without a live session it is a sign-out that has happened; with one, the form's token must be of that session. */
    boolean isAnswered(SignOutOptions options, Exchange exchange) {
        var live = live(options, exchange);
        if (live.isEmpty()) {
            return exchange.unendable().isEmpty();
        }
        return Confirmation.inForm(exchange.request())
                .filter(token -> confirmation.confirms(token, live, path(exchange)))
                .isPresent();
    }

    private List<TokenHash> live(SignOutOptions options, Exchange exchange) {
        return exchange.liveCredentials(schemes.meant(options.scheme()));
    }

    private static String path(Exchange exchange) {
        return exchange.request().getUriInfo().getRequestUri().getRawPath();
    }
}
