// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import dev.adieu.Reason;
import dev.adieu.SessionId;
import dev.adieu.UserSession;
import dev.adieu.spi.NewSession;
import dev.adieu.spi.SessionRecord;
import dev.adieu.spi.TokenHash;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A session that has not ended. Only the time it was last seen changes. */
final class LiveSession {
    private final TokenHash token;
    private final Duration idleTimeout;
    private final Duration retention;
    private final Instant endOfLife;
    private volatile Optional<SessionRecord> found;
    /** Where it stands in the queue of deadlines; guarded by the lock of its subject. */
    private Deadline queued;

    LiveSession(NewSession from, Instant now) {
        token = from.token();
        idleTimeout = from.idleTimeout();
        retention = from.retention();
        endOfLife = now.plus(from.lifetime());
        var session = new UserSession(
                from.id(), from.subject(), from.roles(), from.scheme(), now, now, deadline(now), from.details());
        found = Optional.of(new SessionRecord(session, from.links(), from.secrets(), null));
        queued = new Deadline(session.expiresAt(), from.id().value());
    }

    /** The record, in the form that a look-up answers: made once, not for every request. */
    Optional<SessionRecord> found() {
        return found;
    }

    SessionRecord record() {
        return found.orElseThrow();
    }

    TokenHash token() {
        return token;
    }

    /** How long after its end the record is kept. */
    Duration retention() {
        return retention;
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
        return record().session().expiresAt().equals(endOfLife) ? Reason.LIFETIME : Reason.IDLE_TIMEOUT;
    }

    /** Moves the deadlines if it is still live at this moment; never back. */
    synchronized boolean touch(Instant seenAt, Instant now) {
        if (hasExpired(now)) {
            return false;
        }
        var old = record();
        var session = old.session();
        if (seenAt.isAfter(session.lastSeenAt())) {
            found = Optional.of(new SessionRecord(
                    new UserSession(
                            session.id(),
                            session.subject(),
                            session.roles(),
                            session.scheme(),
                            session.startedAt(),
                            seenAt,
                            deadline(seenAt),
                            session.details()),
                    old.links(),
                    old.secrets(),
                    null));
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

    private Instant deadline(Instant seenAt) {
        var idle = seenAt.plus(idleTimeout);
        return idle.isBefore(endOfLife) ? idle : endOfLife;
    }
}
