// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.store.contract;

import dev.adieu.FederatedLink;
import dev.adieu.SessionId;
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
        return new NewSession(
                SessionId.random(subject, RANDOM),
                Token.random(subject, RANDOM).hash(),
                subject,
                Set.of("user"),
                "Cookies",
                Map.of("device", "desk"),
                Set.of(links),
                Map.of("refresh_token", "sealed"),
                IDLE,
                LIFETIME);
    }
}
