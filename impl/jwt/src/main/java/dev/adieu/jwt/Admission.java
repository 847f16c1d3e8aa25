// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.jwt;

import dev.adieu.Reason;
import dev.adieu.spi.SessionRecord;
import dev.adieu.spi.SessionRegistry;
import dev.adieu.spi.TokenHash;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Whether a token comes in, and with which session. A new one gets a session first, and is asked then when it was issued:
 * of an end everywhere at the same time, either the end finds the session, or the question finds the end. Until the
 * question is answered nobody else comes in by that session; that it is answered is remembered beside it, since one that
 * is kept when the others end was issued before that, too.
 */
final class Admission {
    private static final String KEY = "adieu.bearer.admitted.";
    /** As many as a node keeps in mind; of others it asks the store. */
    private static final int MOST = 10_000;

    private final SessionRegistry registry;
    private final NotBefore notBefore;
    private final Set<TokenHash> admitted = ConcurrentHashMap.newKeySet();

    Admission(SessionRegistry registry, NotBefore notBefore) {
        this.registry = registry;
        this.notBefore = notBefore;
    }

    /**
     * The live session of a token. One look-up for a token that this node has seen before.
     *
     * @throws TokenRefusedException when it has ended
     * @throws dev.adieu.SignOutException {@code STORE_UNAVAILABLE} when nobody can tell
     */
    SessionRecord admit(BearerToken token, @Nullable String userAgent, @Nullable String address) {
        return registry.find(token.hash())
                .or(() -> begin(token, userAgent, address))
                .filter(session -> isAdmitted(token) || isAdmittedNow(token))
                .orElseThrow(TokenRefusedException::ended);
    }

    /** Asked before, too: what has ended for everyone leaves no trace of a session that never was one. */
    private Optional<SessionRecord> begin(BearerToken token, @Nullable String userAgent, @Nullable String address) {
        return notBefore.refuses(token)
                ? Optional.empty()
                : registry.enrol(token.signIn(), token.hash(), token.expiresAt(), userAgent, address);
    }

    private boolean isAdmittedNow(BearerToken token) {
        if (!notBefore.refuses(token)) {
            registry.remember(key(token), "admitted", token.expiresAt());
            keepInMind(token);
            return true;
        }
        // Another request may have been first, and have ended the others since.
        if (isAdmitted(token)) {
            return true;
        }
        registry.end(token.hash(), Reason.SIGN_OUT);
        return false;
    }

    private boolean isAdmitted(BearerToken token) {
        if (admitted.contains(token.hash())) {
            return true;
        }
        var known = registry.recall(key(token)).isPresent();
        if (known) {
            keepInMind(token);
        }
        return known;
    }

    private void keepInMind(BearerToken token) {
        if (admitted.size() >= MOST) {
            admitted.clear();
        }
        admitted.add(token.hash());
    }

    private static String key(BearerToken token) {
        return KEY + token.hash().value();
    }
}
