// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.consumer;

import com.nimbusds.jose.jwk.JWKSet;
import dev.adieu.Reason;
import dev.adieu.SessionSelector;
import dev.adieu.core.InMemorySessionStore;
import dev.adieu.openid.provider.Client;
import dev.adieu.spi.Bucket;
import dev.adieu.spi.Limit;
import dev.adieu.spi.NewSession;
import dev.adieu.spi.SessionRecord;
import dev.adieu.spi.SessionStore;
import dev.adieu.spi.Token;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Code of an application: what its signatures name is read through the modules that it requires. */
final class Uses {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Uses() {}

    /** Signs the subject in, and out again; the sessions that ended. */
    static List<SessionRecord> signInAndOut(String subject) {
        SessionStore store = new InMemorySessionStore(Clock.systemUTC());
        store.create(session(subject), Limit.NONE, Set.of());
        return store.end(SessionSelector.bySubject(subject), Reason.SIGN_OUT, Set.of());
    }

    /** A client of an OpenID provider, with keys of another library. */
    static Client client(String id) {
        return Client.builder(id)
                .redirectUri("https://shop.example/signed-in")
                .keys(new JWKSet())
                .build();
    }

    private static NewSession session(String subject) {
        return new NewSession(
                Bucket.of(subject).newSessionId(RANDOM),
                Token.random(subject, RANDOM).hash(),
                subject,
                Set.of(),
                "Cookies",
                Map.of(),
                Set.of(),
                Map.of(),
                Duration.ofMinutes(30),
                Duration.ofHours(12),
                Duration.ZERO);
    }
}
