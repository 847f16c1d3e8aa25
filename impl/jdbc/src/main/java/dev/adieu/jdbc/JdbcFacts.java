// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.jdbc;

import dev.adieu.spi.Fingerprint;
import dev.adieu.spi.StoredSession;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Facts that expire. The first to insert one, or to replace an expired one, wins. */
final class JdbcFacts {
    private final Database database;
    private final Statements sql;

    JdbcFacts(Database database, Statements sql) {
        this.database = database;
        this.sql = sql;
    }

    Optional<String> remember(String key, String value, Instant until) {
        var values = values(key, value, until);
        while (true) {
            var known = recall(key);
            if (known.isPresent() || once("remember", sql.replaceFact, values) > 0) {
                return known;
            }
            try {
                once("remember", sql.insertFact, values);
                return Optional.empty();
            } catch (Database.DuplicateKeyException e) {
                // Somebody else was quicker: what they remembered is there now.
                continue;
            }
        }
    }

    void advance(String key, Instant to, Instant until) {
        var values = values(key, StoredSession.text(to), until);
        if (database.change("remember a time", sql.advanceFact, values) == 0) {
            try {
                database.change("remember a time", sql.insertFact, values);
            } catch (Database.DuplicateKeyException e) {
                // Somebody else was quicker, or what is there is the same: it is moved on.
                database.change("remember a time", sql.advanceFact, values);
            }
        }
    }

    /** Not repeated when a connection breaks: one's own fact would be taken for somebody else's. */
    private int once(String what, Sql sql, Map<String, Object> values) {
        return database.once(what, connection -> sql.run(connection, values));
    }

    private static Map<String, Object> values(String key, String content, Instant until) {
        return Map.of(
                "fact", Fingerprint.of(key),
                "content", content.getBytes(StandardCharsets.UTF_8),
                "until", until.toEpochMilli());
    }

    Optional<String> recall(String key) {
        return database.statement("recall", connection -> {
            try (var statement = sql.recall.prepare(connection, Map.of("fact", Fingerprint.of(key)));
                    var rows = statement.executeQuery()) {
                return rows.next()
                        ? Optional.of(new String(rows.getBytes(1), StandardCharsets.UTF_8))
                        : Optional.empty();
            }
        });
    }
}
