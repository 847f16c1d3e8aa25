// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.jdbc;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What databases say differently. Its name is also that of its schema file. */
interface Dialect {
    /** What is read of a live session. */
    String LIVE_ROW = "content, began_at, seen_at";

    /** What is read of one that may have ended. */
    String ROW = LIVE_ROW + ", ended_at, reason, outstanding, attempts";

    String name();

    /** The database's time in milliseconds; the same throughout a statement. */
    String now();

    /** One statement that inserts a row and answers this column of it. */
    String insert(String insertion, String column);

    /** One statement that changes at most {@code :atMost} sessions, and answers those that it did change. */
    String change(Change change);

    /**
     * One statement that deletes some of the rows, a thousand at most.
     *
     * @param key the column of the table's primary key
     */
    default String delete(String table, String key, String where) {
        return "DELETE FROM " + table + " WHERE " + where + " LIMIT 1000";
    }

    /** What is locked before sessions are changed, in the same transaction; empty where the change does that itself. */
    default Optional<String> lock() {
        return Optional.empty();
    }

    /**
     * A change of sessions.
     *
     * @param set the assignments; the one of {@code mark} is added
     * @param where which sessions
     * @param order which of them first
     * @param mark the column that gets {@code :mark}, which tells the sessions of this change
     * @param shared whether sessions that another node is changing are left to it
     */
    record Change(String set, String where, String order, Mark mark, boolean shared) {
        /** Whether it ends them, and the near caches of all nodes are to be told. */
        boolean ends() {
            return mark == Mark.OPERATION;
        }
    }

    /** What a change is remembered by: the one that ended a session, or the last one that took it up since. */
    enum Mark {
        OPERATION,
        TAKER;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Asks for an echo of {@code :message} in {@code :channel}, with the time; empty where the database has none.
     *
     * @param now the time
     */
    default Optional<String> echo(String now) {
        return Optional.empty();
    }

    /** The dialect of a database with this product name. */
    static Optional<Dialect> of(String product) {
        return Stream.<Dialect>of(new PostgreSql(), new H2(), new MariaDb())
                .filter(dialect -> dialect.name().equalsIgnoreCase(product))
                .findFirst();
    }
}
