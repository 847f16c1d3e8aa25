// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.benchmark;

import dev.adieu.Reason;
import dev.adieu.SessionId;
import dev.adieu.spi.Bucket;
import dev.adieu.spi.Limit;
import dev.adieu.spi.NewSession;
import dev.adieu.spi.SessionStore;
import dev.adieu.spi.Token;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

import static dev.adieu.SessionSelector.byId;
import static dev.adieu.SessionSelector.bySubject;

/**
 * Adieu, over one of its stores.
 *
 * @param name how it is called
 * @param store the store
 */
record AdieuContender(String name, SessionStore store) implements Contender {
    // As settings are: read once.
    private static final Duration IDLE_TIMEOUT = Duration.ofMinutes(30);
    private static final Duration LIFETIME = Duration.ofHours(12);
    private static final SecureRandom RANDOM = new SecureRandom();

    @Override
    public Login signIn(String subject) {
        var token = Token.random(subject, RANDOM);
        var session = new NewSession(
                Bucket.of(subject).newSessionId(RANDOM),
                token.hash(),
                subject,
                Set.of("user"),
                "Cookies",
                Map.of("device", "desk"),
                Set.of(),
                Map.of("refresh_token", "sealed"),
                IDLE_TIMEOUT,
                LIFETIME,
                Duration.ZERO);
        store.create(session, Limit.NONE, Set.of());
        return new Login(token.reveal(), session.id().value());
    }

    @Override
    public Object find(String credential) {
        return store.find(Token.parse(credential).orElseThrow().hash()).orElseThrow();
    }

    @Override
    public Object signOut(Login login) {
        return store.end(byId(new SessionId(login.handle())), Reason.SIGN_OUT, Set.of());
    }

    @Override
    public Object signOutEverywhere(String subject) {
        return store.end(bySubject(subject), Reason.SIGN_OUT, Set.of());
    }
}
