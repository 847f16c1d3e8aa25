// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.jwt;

import dev.adieu.SessionSelector;
import dev.adieu.spi.Fingerprint;
import dev.adieu.spi.SessionRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The times before which tokens were issued that are worth nothing, though no store has seen them: of a subject, of a
 * provider's subject or session, of everyone.
 */
final class NotBefore {
    private static final String KEY = "adieu.bearer.not-before.";

    private final SessionRegistry registry;
    private final Duration longestLifetime;
    private final Clock clock;

    NotBefore(SessionRegistry registry, Duration longestLifetime, Clock clock) {
        this.registry = registry;
        this.longestLifetime = longestLifetime;
        this.clock = clock;
    }

    /** From now on, what was issued until now is worth nothing; remembered until the last of it has expired. */
    void revoke(SessionSelector which) {
        which.match(new Key()).ifPresent(key -> {
            var now = clock.instant();
            registry.advance(key, now, now.plus(longestLifetime).plus(BearerToken.TOLERANCE));
        });
    }

    /** Whether a token was issued too early. One of the same second may have been: {@code iat} says no more. */
    boolean refuses(BearerToken token) {
        return selectors(token)
                .flatMap(which -> which.match(new Key()).stream())
                .flatMap(key -> registry.recall(key).stream())
                .anyMatch(time -> token.issuedAt().getEpochSecond()
                        <= Instant.ofEpochMilli(Long.parseLong(time)).getEpochSecond());
    }

    private static Stream<SessionSelector> selectors(BearerToken token) {
        var own = Stream.of(SessionSelector.everyone(), SessionSelector.bySubject(token.subject()));
        var provider = token.federatedLink().stream()
                .flatMap(link -> Stream.concat(
                        Stream.of(SessionSelector.byIssuerAndSub(link.issuer(), link.sub())),
                        link.session().map(sid -> SessionSelector.byIssuerAndSid(link.issuer(), sid)).stream()));
        return Stream.concat(own, provider);
    }

    /** What the time is remembered under; nothing where only what a store has seen can be meant. */
    private record Key() implements SessionSelector.Cases<Optional<String>> {
        @Override
        public Optional<String> byId(SessionSelector.ById selector) {
            return Optional.empty();
        }

        @Override
        public Optional<String> bySubject(SessionSelector.BySubject selector) {
            return key("subject", selector.subject());
        }

        /** Those that are kept have been seen, and who has come in once is not asked for this time again. */
        @Override
        public Optional<String> othersOf(SessionSelector.OthersOf selector) {
            return key("subject", selector.subject());
        }

        @Override
        public Optional<String> byIssuerAndSid(SessionSelector.ByIssuerAndSid selector) {
            return key("sid", selector.issuer(), selector.sid());
        }

        @Override
        public Optional<String> byIssuerAndSub(SessionSelector.ByIssuerAndSub selector) {
            return key("sub", selector.issuer(), selector.sub());
        }

        @Override
        public Optional<String> everyone(SessionSelector.Everyone selector) {
            return key("everyone");
        }

        private static Optional<String> key(String... of) {
            return Optional.of(KEY + Fingerprint.of(of));
        }
    }
}
