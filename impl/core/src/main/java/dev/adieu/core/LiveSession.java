// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import dev.adieu.Reason;
import dev.adieu.SessionId;
import dev.adieu.spi.NewSession;
import dev.adieu.spi.SessionRecord;
import dev.adieu.spi.StoredSession;
import dev.adieu.spi.TokenHash;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A session that has not ended. Only the time it was last seen changes. */
final class LiveSession {
    private final StoredSession stored;
    private volatile Optional<SessionRecord> found;
    /** Where it stands in the queue of deadlines; guarded by the lock of its subject. */
    private Deadline queued;

    LiveSession(NewSession from, Instant now) {
        stored = new StoredSession(from, now);
        found = Optional.of(stored.record(now, null));
        queued = new Deadline(record().session().expiresAt(), from.id().value());
    }

    /** The record, in the form that a look-up answers: made once, not for every request. */
    Optional<SessionRecord> found() {
        return found;
    }

    SessionRecord record() {
        return found.orElseThrow();
    }

    TokenHash token() {
        return stored.session().token();
    }

    /** How long after its end the record is kept. */
    Duration retention() {
        return stored.session().retention();
    }

    SessionId id() {
        return record().session().id();
    }

    String subject() {
        return record().session().subject();
    }

    boolean hasExpired(Instant now) {
        return !now.isBefore(record().session().expiresAt());
    }

    /** Why it has expired, if it has. */
    Reason expiry() {
        return stored.expiry(record().session().lastSeenAt());
    }

    /** Moves the deadlines if it is still live at this moment, and was not seen just now; never back. */
    synchronized boolean touch(Instant now, Duration tolerance) {
        if (hasExpired(now)) {
            return false;
        }
        var earlier = record().session().lastSeenAt();
        if (now.isAfter(earlier) && !now.isBefore(earlier.plus(tolerance))) {
            found = Optional.of(stored.record(now, null));
        }
        return true;
    }

    Deadline queued() {
        return queued;
    }

    Deadline requeue() {
        queued = new Deadline(record().session().expiresAt(), id().value());
        return queued;
    }
}
