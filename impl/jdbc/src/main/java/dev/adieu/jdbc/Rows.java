// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.jdbc;

import dev.adieu.Reason;
import dev.adieu.spi.Ending;
import dev.adieu.spi.SessionRecord;
import dev.adieu.spi.StoreUnavailableException;
import dev.adieu.spi.StoredSession;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sessions as rows of {@link Dialect#ROW}, or of {@link Dialect#LIVE_ROW}, which is its beginning. */
final class Rows {
    private Rows() {}

    private interface Ended {
        @Nullable
        Ending of(ResultSet row) throws SQLException;
    }

    /**
     * What a statement answers.
     *
     * @throws StoreUnavailableException when a session cannot be read, with those that can
     */
    static List<SessionRecord> of(Sql sql, Connection connection, Map<String, ?> values) throws SQLException {
        return read(sql, connection, values, Rows::ending);
    }

    /** The same, of a statement that answers live sessions only. */
    static List<SessionRecord> live(Sql sql, Connection connection, Map<String, ?> values) throws SQLException {
        return read(sql, connection, values, row -> null);
    }

    private static List<SessionRecord> read(Sql sql, Connection connection, Map<String, ?> values, Ended ended)
            throws SQLException {
        try (var statement = sql.prepare(connection, values);
                var rows = statement.executeQuery()) {
            return read(rows, ended);
        }
    }

    private static List<SessionRecord> read(ResultSet rows, Ended ended) throws SQLException {
        var records = new ArrayList<SessionRecord>();
        IllegalArgumentException unreadable = null;
        while (rows.next()) {
            try {
                records.add(record(rows, ended.of(rows)));
            } catch (IllegalArgumentException e) {
                unreadable = e;
            }
        }
        if (unreadable != null) {
            throw new StoreUnavailableException(unreadable.getMessage(), unreadable, records);
        }
        return records;
    }

    private static SessionRecord record(ResultSet row, @Nullable Ending ending) throws SQLException {
        var stored = StoredSession.parse(row.getBytes(1), Instant.ofEpochMilli(row.getLong(2)));
        return stored.record(Instant.ofEpochMilli(row.getLong(3)), ending);
    }

    private static @Nullable Ending ending(ResultSet row) throws SQLException {
        var endedAt = row.getLong(4);
        return row.wasNull()
                ? null
                : new Ending(
                        new Reason(row.getString(5)),
                        Instant.ofEpochMilli(endedAt),
                        Ending.names(row.getString(6)),
                        row.getInt(7));
    }
}
