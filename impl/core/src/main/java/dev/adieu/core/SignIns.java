// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import dev.adieu.Reason;
import dev.adieu.SessionId;
import dev.adieu.SessionSelector;
import dev.adieu.SignIn;
import dev.adieu.SignOutError;
import dev.adieu.SignOutException;
import dev.adieu.UserSession;
import dev.adieu.spi.Bucket;
import dev.adieu.spi.NewSession;
import dev.adieu.spi.Scheme;
import dev.adieu.spi.SessionRecord;
import dev.adieu.spi.SessionStore;
import dev.adieu.spi.Surroundings;
import dev.adieu.spi.Token;
import dev.adieu.spi.TokenHash;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.core.Response;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/** Begins sessions: a new token always, and the end of what the browser had before (ASVS V7.2.4). */
final class SignIns {
    private static final System.Logger LOG = System.getLogger("dev.adieu");
    /** The details that people recognise a session by, beside what the application notes. */
    static final String ADDRESS = "address";

    private static final String USER_AGENT = "userAgent";
    private static final int LONGEST_USER_AGENT = 512;
    /** Long enough for a second click to be answered as the first. */
    private static final Duration RETENTION = Duration.ofMinutes(1);

    private final SecureRandom random = new SecureRandom();
    private final Settings settings;
    private final Schemes schemes;
    private final SessionStore store;
    private final Effects effects;
    private final Pipeline pipeline;

    SignIns(Settings settings, Schemes schemes, SessionStore store, Effects effects, Pipeline pipeline) {
        this.settings = settings;
        this.schemes = schemes;
        this.store = store;
        this.effects = effects;
        this.pipeline = pipeline;
    }

    UserSession signIn(SignIn signIn, Exchange exchange) {
        var scheme = schemes.forSignIn(signIn.scheme());
        requireOwnSite(signIn, exchange);
        scheme.requireIssuable(exchange.request());
        endPrevious(scheme, exchange);

        var token = Token.random(signIn.subject(), random);
        var session = newSession(signIn, scheme, token.hash(), exchange);
        var created = Sightings.asking(() -> store.create(session, settings.limit(), effects.durable()));
        pipeline.followUp(created.ended(), Occasion.of(Reason.LIMIT).in(exchange.request()));
        var record = created.accepted()
                .orElseThrow(() -> new ClientErrorException(
                        "The subject has as many sessions as allowed: "
                                + settings.limit().sessions(),
                        Response.Status.CONFLICT));
        exchange.signedIn(record, scheme.issue(token, record.session(), exchange.request()));
        return record.session();
    }

    /**
     * Begins a session for somebody whom the container has signed in. There is nothing to issue, and no forged request to
     * refuse: the sign-in is over. Of simultaneous calls one creates it.
     */
    Optional<SessionRecord> enrol(SignIn newcomer, TokenHash token, Scheme scheme, Exchange exchange) {
        var session = newSession(newcomer, scheme, token, exchange);
        var created = Sightings.asking(() -> store.create(session, settings.limit(), effects.durable()));
        pipeline.followUp(created.ended(), Occasion.of(Reason.LIMIT).in(exchange.request()));
        var enrolled = created.accepted().or(() -> Sightings.asking(() -> store.find(token)));
        if (enrolled.isPresent()) {
            scheme.enrolled(token, exchange.request());
        } else {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "A login by the container is over the limit of {0} sessions, and undone",
                    settings.limit().sessions());
            scheme.release(exchange.request());
            exchange.signedOut(List.of(), scheme.forget(exchange.request()));
        }
        return enrolled;
    }

    private static void requireOwnSite(SignIn signIn, Exchange exchange) {
        if (!signIn.fromProvider()) {
            exchange.forgedBy().ifPresent(from -> {
                LOG.log(System.Logger.Level.WARNING, Refusals.crossSite(from));
                throw new SignOutException(SignOutError.CROSS_SITE_REQUEST, Refusals.crossSite(from));
            });
        }
    }

    private void endPrevious(Scheme scheme, Exchange exchange) {
        var ids = exchange.sessions(List.of(scheme)).stream()
                .map(each -> each.session().id())
                .distinct()
                .toArray(SessionId[]::new);
        if (ids.length == 0) {
            return;
        }
        var previous = List.of(SessionSelector.byId(ids));
        if (!pipeline.end(previous, Occasion.of(Reason.REPLACED).in(exchange.request()))) {
            throw new SignOutException(SignOutError.STORE_UNAVAILABLE, "The previous session could not be ended");
        }
        exchange.signedOut(previous, List.of());
        // What the server kept for the former user is not for the new one.
        exchange.release(List.of(scheme));
    }

    private NewSession newSession(SignIn signIn, Scheme scheme, TokenHash token, Exchange exchange) {
        var details = new HashMap<>(signIn.details());
        var userAgent = exchange.request().getHeaderString("User-Agent");
        if (userAgent != null && settings.personalData()) {
            details.putIfAbsent(USER_AGENT, userAgent.substring(0, Math.min(userAgent.length(), LONGEST_USER_AGENT)));
        }
        if (settings.personalData()) {
            Surroundings.of(exchange.request()).ifPresent(known -> details.putIfAbsent(ADDRESS, known.remoteAddress()));
        }
        return new NewSession(
                Bucket.of(signIn.subject()).newSessionId(random),
                token,
                signIn.subject(),
                signIn.roles(),
                scheme.name(),
                details,
                signIn.links(),
                signIn.secrets(),
                settings.idleTimeout(),
                settings.lifetime(),
                effects.inOrder().isEmpty() ? Duration.ZERO : RETENTION);
    }
}
