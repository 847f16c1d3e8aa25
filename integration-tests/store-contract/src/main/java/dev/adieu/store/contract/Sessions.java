// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.store.contract;

import dev.adieu.FederatedLink;
import dev.adieu.spi.Bucket;
import dev.adieu.spi.NewSession;
import dev.adieu.spi.Token;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** Sessions as tests need them. */
public final class Sessions {
    /** How long they may be idle. */
    public static final Duration IDLE = Duration.ofMinutes(30);
    /** How long they live in any case. */
    public static final Duration LIFETIME = Duration.ofHours(12);

    private static final SecureRandom RANDOM = new SecureRandom();

    private Sessions() {}

    /** A new session of the subject, with links. */
    public static NewSession of(String subject, FederatedLink... links) {
        return session(subject, Set.of(links), Duration.ZERO);
    }

    /** A new session whose ended record is kept. */
    public static NewSession retained(String subject, Duration retention) {
        return session(subject, Set.of(), retention);
    }

    private static NewSession session(String subject, Set<FederatedLink> links, Duration retention) {
        return new NewSession(
                Bucket.of(subject).newSessionId(RANDOM),
                Token.random(subject, RANDOM).hash(),
                subject,
                Set.of("user"),
                "Cookies",
                Map.of("device", "desk"),
                links,
                Map.of("refresh_token", "sealed"),
                IDLE,
                LIFETIME,
                retention);
    }
}
