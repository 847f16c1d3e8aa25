// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.jwt;

import dev.adieu.FederatedLink;
import dev.adieu.SignIn;
import dev.adieu.spi.TokenHash;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a token says that the server has verified.
 *
 * @param hash what a store knows it by
 * @param subject whom the server takes it for: {@code upn}, else {@code preferred_username}, else {@code sub}
 * @param groups the subject's roles
 * @param link the provider's session, where the token tells of one
 * @param issuedAt {@code iat}
 * @param expiresAt {@code exp}
 */
record BearerToken(
        TokenHash hash,
        String subject,
        Set<String> groups,
        @Nullable FederatedLink link,
        Instant issuedAt,
        Instant expiresAt) {

    /** How far the clocks of issuers, servers and stores may be off. */
    static final Duration TOLERANCE = Duration.ofMinutes(1);

    /**
     * What an end everywhere could not reach is not let in at all: it would be good for longer than that is remembered,
     * or would pass for one that was issued afterwards.
     *
     * @throws TokenRefusedException saying why
     */
    BearerToken require(Duration longestLifetime, Instant now) {
        var lifetime = Duration.between(issuedAt, expiresAt);
        if (lifetime.compareTo(longestLifetime) > 0) {
            throw TokenRefusedException.unusable("It lives for " + lifetime + " from iat to exp, and "
                    + BearerScheme.LONGEST_LIFETIME + " allows " + longestLifetime);
        }
        if (issuedAt.isAfter(now.plus(TOLERANCE))) {
            throw TokenRefusedException.unusable("It says that it was issued at " + issuedAt
                    + ", which has not come: the issuer's clock and this server's disagree");
        }
        return this;
    }

    /** What begins its session. */
    SignIn signIn() {
        var who = SignIn.builder(subject).scheme(BearerScheme.NAME).roles(groups.toArray(String[]::new));
        federatedLink().ifPresent(who::link);
        return who.build();
    }

    Optional<FederatedLink> federatedLink() {
        return Optional.ofNullable(link);
    }
}
