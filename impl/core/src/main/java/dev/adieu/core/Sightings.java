// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import dev.adieu.SessionId;
import dev.adieu.SignOutError;
import dev.adieu.SignOutException;
import dev.adieu.spi.SessionRecord;
import dev.adieu.spi.SessionStore;
import dev.adieu.spi.TokenHash;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Looks sessions up for requests, and notes from time to time that they were seen. */
final class Sightings {
    private static final Duration LONGEST_TOLERANCE = Duration.ofSeconds(60);

    private final SessionStore store;
    private final Clock clock;
    private final Duration tolerance;

    Sightings(SessionStore store, Clock clock, Duration idleTimeout) {
        this.store = store;
        this.clock = clock;
        var tenth = idleTimeout.dividedBy(10);
        this.tolerance = tenth.compareTo(LONGEST_TOLERANCE) < 0 ? tenth : LONGEST_TOLERANCE;
    }

    /**
     * The live session of a credential.
     *
     * @throws SignOutException when the store does not answer: unavailable is not unknown
     */
    Optional<SessionRecord> see(TokenHash token) {
        return asking(() -> store.find(token).filter(this::isStillThere));
    }

    /** Whether a session is live, and then it has been seen: one step of the store, so that no end is between. */
    boolean touch(SessionId session) {
        return asking(() -> store.touch(session, tolerance));
    }

    /** The session of a credential that has ended not long ago. */
    Optional<SessionRecord> seeEnded(TokenHash token) {
        return asking(() -> store.findEnded(token));
    }

    /** Notes the sighting if the last one is long enough ago. A session that ended meanwhile is not there. */
    private boolean isStillThere(SessionRecord record) {
        var now = clock.instant();
        var seen = record.session().lastSeenAt();
        return Duration.between(seen, now).compareTo(tolerance) < 0
                || store.touch(record.session().id(), tolerance);
    }

    /** What a store answers, or 503 if it does not. */
    static <T> T asking(Supplier<T> question) {
        try {
            return question.get();
        } catch (RuntimeException e) {
            Outages.log(System.Logger.Level.ERROR, "The session store does not answer", e);
            throw new SignOutException(SignOutError.STORE_UNAVAILABLE, "The session store does not answer");
        }
    }
}
