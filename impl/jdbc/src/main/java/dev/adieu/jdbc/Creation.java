// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.jdbc;

import dev.adieu.spi.Bucket;
import dev.adieu.spi.Created;
import dev.adieu.spi.Fingerprint;
import dev.adieu.spi.Limit;
import dev.adieu.spi.NewSession;
import dev.adieu.spi.SessionRecord;
import dev.adieu.spi.StoredSession;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Begins sessions. Without a limit and without links that is one statement. */
final class Creation {
    private static final Created REFUSED = new Created(null, List.of());

    private final Database database;
    private final Statements sql;
    private final Supplier<String> newOperation;

    Creation(Database database, Statements sql, Supplier<String> newOperation) {
        this.newOperation = newOperation;
        this.database = database;
        this.sql = sql;
    }

    /** Begins it, unless the limit or a session with that token is in the way. */
    Created create(NewSession session, Limit limit, Map<String, Object> ending) {
        if (!limit.equals(Limit.NONE)) {
            ensureBucket(Bucket.of(session.subject()));
        }
        try {
            return attempt(session, limit, ending);
        } catch (Database.DuplicateKeyException e) {
            // Of an ended session that is to be forgotten, and has not been yet?
            var forgotten = database.change(
                    "forget a session",
                    sql.dropForgotten,
                    Map.of("token", session.token().value()));
            return forgotten == 0 ? REFUSED : again(session, limit, ending);
        }
    }

    private Created again(NewSession session, Limit limit, Map<String, Object> ending) {
        try {
            return attempt(session, limit, ending);
        } catch (Database.DuplicateKeyException e) {
            // Somebody else was quicker.
            return REFUSED;
        }
    }

    private Created attempt(NewSession session, Limit limit, Map<String, Object> ending) {
        if (!limit.equals(Limit.NONE)) {
            return database.transaction(
                    "begin a session", connection -> createWithin(limit, session, ending, connection));
        }
        return session.links().isEmpty()
                ? database.once("begin a session", connection -> insert(session, List.of(), connection))
                : database.transaction("begin a session", connection -> insert(session, List.of(), connection));
    }

    private Created createWithin(Limit limit, NewSession session, Map<String, Object> ending, Connection connection)
            throws SQLException {
        if (sql.lock.isPresent()) {
            sql.lock.get().run(connection, Map.of());
        }
        query(
                sql.lockBucket,
                connection,
                Map.of("bucket", Bucket.of(session.subject()).value()));
        var live = query(sql.liveOfSubject, connection, Map.of("subject", Fingerprint.of(session.subject())));
        var excess = live.size() - (limit.sessions() - 1);
        if (excess <= 0) {
            return insert(session, List.of(), connection);
        }
        if (limit.whenReached() == Limit.WhenReached.REFUSE_NEWCOMER) {
            return REFUSED;
        }
        var oldest = Selection.ofTokens(live.subList(0, excess));
        ending.put("mark", newOperation.get());
        var values = new HashMap<>(oldest.with(ending));
        values.put("atMost", excess);
        return insert(session, Rows.of(sql.end(oldest), connection, values), connection);
    }

    private Created insert(NewSession session, List<SessionRecord> ended, Connection connection) throws SQLException {
        var idle = session.idleTimeout().toMillis();
        var lifetime = session.lifetime().toMillis();
        var values = new HashMap<String, Object>();
        values.put("token", session.token().value());
        values.put("id", session.id().value());
        values.put("subject", Fingerprint.of(session.subject()));
        values.put("content", StoredSession.bytes(session));
        values.put("idle", idle);
        values.put("retention", session.retention().toMillis());
        values.put("lifetime", lifetime);
        values.put("first", Math.min(idle, lifetime));
        Instant startedAt;
        try (var statement = sql.insert.prepare(connection, values);
                var row = statement.executeQuery()) {
            row.next();
            startedAt = Instant.ofEpochMilli(row.getLong(1));
        }
        for (var link : session.links()) {
            for (var key : Selection.keys(link)) {
                sql.insertLink.run(
                        connection, Map.of("link", key, "token", session.token().value()));
            }
        }
        return new Created(new StoredSession(session, startedAt).record(startedAt, null), ended);
    }

    /** There has to be a row to lock. Not within the transaction: a failed insertion is the end of one. */
    private void ensureBucket(Bucket bucket) {
        var values = Map.of("bucket", bucket.value());
        var known = database.statement("lock a subject", connection -> query(sql.bucket, connection, values));
        if (known.isEmpty()) {
            try {
                database.change("lock a subject", sql.insertBucket, values);
            } catch (Database.DuplicateKeyException e) {
                // Somebody else was quicker.
                return;
            }
        }
    }

    private static List<String> query(Sql sql, Connection connection, Map<String, ?> values) throws SQLException {
        try (var statement = sql.prepare(connection, values);
                var rows = statement.executeQuery()) {
            var texts = new ArrayList<String>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }
}
