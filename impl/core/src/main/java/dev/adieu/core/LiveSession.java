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

/**
 * A session that has not ended. Only the time it was last seen changes. It keeps nothing twice: there may be a million of
 * these, and each request reads one.
 */
final class LiveSession {
    private final TokenHash token;
    private final Duration idleTimeout;
    private final Duration lifetime;
    private final Duration retention;
    private volatile SessionRecord record;
    /** The record's, where a look-up finds it at once. */
    private volatile long expiresAtMillis;
    /** Where it stands in the queue of deadlines; guarded by the lock of its subject. */
    private Deadline queued;

    LiveSession(NewSession from, Instant now) {
        token = from.token();
        idleTimeout = from.idleTimeout();
        lifetime = from.lifetime();
        retention = from.retention();
        record = new StoredSession(from, now).record(now, null);
        expiresAtMillis = record.session().expiresAt().toEpochMilli();
        queued = new Deadline(record.session().expiresAt(), from.id().value());
    }

    SessionRecord record() {
        return record;
    }

    TokenHash token() {
        return token;
    }

    /** How long after its end the record is kept. */
    Duration retention() {
        return retention;
    }

    SessionId id() {
        return record.session().id();
    }

    String subject() {
        return record.session().subject();
    }

    boolean hasExpired(Instant now) {
        return !now.isBefore(record.session().expiresAt());
    }

    /** Whether a look-up refuses it: to the millisecond, and never later than it has expired. */
    boolean hasExpired(long nowMillis) {
        return nowMillis >= expiresAtMillis;
    }

    /** Why it has expired, if it has. */
    Reason expiry() {
        return stored().expiry(record.session().lastSeenAt());
    }

    /** Moves the deadlines if it is still live at this moment, and was not seen just now; never back. */
    synchronized boolean touch(Instant now, Duration tolerance) {
        if (hasExpired(now)) {
            return false;
        }
        var earlier = record.session().lastSeenAt();
        if (now.isAfter(earlier) && !now.isBefore(earlier.plus(tolerance))) {
            record = stored().record(now, null);
            expiresAtMillis = record.session().expiresAt().toEpochMilli();
        }
        return true;
    }

    /** What it was begun with. */
    private StoredSession stored() {
        var session = record.session();
        return new StoredSession(
                new NewSession(
                        session.id(),
                        token,
                        session.subject(),
                        session.roles(),
                        session.scheme(),
                        session.details(),
                        record.links(),
                        record.secrets(),
                        idleTimeout,
                        lifetime,
                        retention),
                session.startedAt());
    }

    Deadline queued() {
        return queued;
    }

    Deadline requeue() {
        queued = new Deadline(record.session().expiresAt(), id().value());
        return queued;
    }
}
