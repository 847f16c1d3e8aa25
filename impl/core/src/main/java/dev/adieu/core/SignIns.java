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
import dev.adieu.spi.Created;
import dev.adieu.spi.NewSession;
import dev.adieu.spi.Scheme;
import dev.adieu.spi.SessionRecord;
import dev.adieu.spi.SessionStore;
import dev.adieu.spi.StoreUnavailableException;
import dev.adieu.spi.Surroundings;
import dev.adieu.spi.Token;
import dev.adieu.spi.TokenHash;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.core.Response;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Begins sessions: a new token always, and the end of what the browser had before (ASVS V7.2.4). */
final class SignIns {
    private static final System.Logger LOG = System.getLogger("dev.adieu");
    /** The details that people recognise a session by, beside what the application notes. */
    static final String ADDRESS = "address";

    private static final String USER_AGENT = "userAgent";
    private static final int LONGEST_USER_AGENT = 512;
    /** Long enough for a second click to be answered as the first, and for no request under way to enrol what ended. */
    private static final Duration RETENTION = Duration.ofMinutes(1);

    private final SecureRandom random = new SecureRandom();
    private final Settings settings;
    private final Clock clock;
    private final Schemes schemes;
    private final SessionStore store;
    private final Effects effects;
    private final Pipeline pipeline;

    SignIns(Settings settings, Clock clock, Schemes schemes, SessionStore store, Effects effects, Pipeline pipeline) {
        this.clock = clock;
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
        var session = newSession(
                signIn,
                scheme,
                token.hash(),
                exchange.request().getHeaderString("User-Agent"),
                Surroundings.of(exchange.request())
                        .map(Surroundings::remoteAddress)
                        .orElse(null),
                effects.inOrder().isEmpty() ? Duration.ZERO : RETENTION);
        var created = create(session);
        pipeline.followUp(created.ended(), Occasion.of(Reason.LIMIT).in(exchange.request()));
        var record = created.accepted()
                .orElseThrow(() -> new ClientErrorException(
                        "The subject has as many sessions as allowed: "
                                + settings.limit().sessions(),
                        Response.Status.CONFLICT));
        exchange.signedIn(record, scheme.issue(token, record.session(), exchange.request()));
        return record.session();
    }

    /** Begins a session for somebody whom somebody else has signed in; empty when the limit refuses one more. */
    Optional<SessionRecord> enrol(SignIn who, TokenHash token, @Nullable String userAgent, @Nullable String address) {
        return enrol(newSession(who, schemes.forSignIn(who.scheme()), token, userAgent, address, RETENTION));
    }

    /** Begins one that lives as long as its credential, and whose end is remembered as long; empty when that is over. */
    Optional<SessionRecord> enrolUntil(
            Instant until, SignIn who, TokenHash token, @Nullable String userAgent, @Nullable String address) {
        var left = Duration.between(clock.instant(), until);
        return left.isNegative() || left.isZero()
                ? Optional.empty()
                : enrol(newSession(
                                who, schemes.forSignIn(who.scheme()), token, userAgent, address, left.plus(RETENTION))
                        .lasting(left));
    }

    private Optional<SessionRecord> enrol(NewSession session) {
        var created = create(session);
        pipeline.followUp(created.ended(), Occasion.of(Reason.LIMIT));
        return created.accepted().or(() -> Sightings.asking(() -> store.find(session.token())));
    }

    /** What ended to make room is followed up though the store then fails. */
    private Created create(NewSession session) {
        return Sightings.asking(() -> {
            try {
                return store.create(session, settings.limit(), effects.durable());
            } catch (StoreUnavailableException e) {
                pipeline.followUp(e.ended(), Occasion.of(Reason.LIMIT));
                throw e;
            }
        });
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
            if (exchange.carries(scheme)) {
                // It has ended by itself, and what the server kept for its user may still be there.
                exchange.release(List.of(scheme));
            }
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

    private NewSession newSession(
            SignIn signIn,
            Scheme scheme,
            TokenHash token,
            @Nullable String userAgent,
            @Nullable String address,
            Duration retention) {
        var details = new HashMap<>(signIn.details());
        if (userAgent != null && settings.personalData()) {
            details.putIfAbsent(USER_AGENT, userAgent.substring(0, Math.min(userAgent.length(), LONGEST_USER_AGENT)));
        }
        if (address != null && settings.personalData()) {
            details.putIfAbsent(ADDRESS, address);
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
                retention);
    }
}
