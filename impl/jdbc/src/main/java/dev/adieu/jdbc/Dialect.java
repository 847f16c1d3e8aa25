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

    /** Updates and answers in one statement, and leaves rows that others hold. */
    record PostgreSql() implements Dialect {
        @Override
        public String name() {
            return "postgresql";
        }

        @Override
        public String now() {
            // Not extract, which counts in numeric: slower, and every look-up asks this.
            return "floor(date_part('epoch', statement_timestamp()) * 1000)::bigint";
        }

        @Override
        public String insert(String insertion, String column) {
            return insertion + " RETURNING " + column;
        }

        @Override
        public String delete(String table, String key, String where) {
            return "DELETE FROM " + table + " WHERE ctid = ANY(ARRAY(SELECT ctid FROM " + table + " WHERE " + where
                    + " LIMIT 1000 FOR UPDATE SKIP LOCKED))";
        }

        @Override
        public Optional<String> echo(String now) {
            return Optional.of("SELECT pg_notify(:channel, :message || ':' || " + now + ")");
        }

        @Override
        public String change(Change change) {
            // Locked in one order, so that two changes wait for each other instead of dying of it.
            return "UPDATE adieu_session SET " + change.set() + ", " + change.mark()
                    + " = :mark WHERE token = ANY(ARRAY("
                    + "SELECT token FROM adieu_session WHERE " + change.where() + " ORDER BY " + change.order()
                    + " LIMIT :atMost FOR UPDATE" + (change.shared() ? " SKIP LOCKED" : "") + ")) RETURNING " + ROW
                    + (change.ends() ? ", pg_notify('" + Notifications.ENDS + "', id)" : "");
        }
    }

    /** Answers from the changed table. Locks rows in any order, so that changes have to take turns. */
    record H2() implements Dialect {
        @Override
        public Optional<String> lock() {
            return Optional.of("SELECT version FROM adieu_schema FOR UPDATE");
        }

        @Override
        public String name() {
            return "h2";
        }

        @Override
        public String now() {
            return "DATEDIFF(MILLISECOND, TIMESTAMP WITH TIME ZONE '1970-01-01 00:00:00Z', CURRENT_TIMESTAMP)";
        }

        @Override
        public String insert(String insertion, String column) {
            return "SELECT " + column + " FROM FINAL TABLE (" + insertion + ")";
        }

        @Override
        public String change(Change change) {
            return "SELECT " + ROW + " FROM FINAL TABLE (UPDATE adieu_session SET " + change.set() + ", "
                    + change.mark() + " = :mark WHERE " + change.where() + " FETCH FIRST :atMost ROWS ONLY)";
        }
    }

    /** Knows no UPDATE that answers: a compound statement does both, in one round trip. */
    record MariaDb() implements Dialect {
        @Override
        public String name() {
            return "mariadb";
        }

        @Override
        public String now() {
            return "TIMESTAMPDIFF(MICROSECOND, '1970-01-01', UTC_TIMESTAMP(3)) DIV 1000";
        }

        @Override
        public String insert(String insertion, String column) {
            return insertion + " RETURNING " + column;
        }

        @Override
        public String delete(String table, String key, String where) {
            return "DELETE " + table + " FROM " + free(table, key, where + " LIMIT 1000");
        }

        @Override
        public String change(Change change) {
            var set = " SET " + change.mark() + " = :mark, " + change.set();
            var which = change.where() + " ORDER BY " + change.order() + " LIMIT :atMost";
            var update = change.shared()
                    ? "UPDATE " + free("adieu_session", "token", which) + set
                    : "UPDATE adieu_session" + set + " WHERE " + which;
            return "BEGIN NOT ATOMIC " + update + "; SELECT " + ROW + " FROM adieu_session WHERE " + change.mark()
                    + " = :mark; END";
        }

        /** Rows that nobody holds, by their keys and in this order: any other that is read is waited for. */
        private static String free(String table, String key, String which) {
            return "(SELECT " + key + " AS free FROM " + table + " WHERE " + which
                    + " FOR UPDATE SKIP LOCKED) AS found STRAIGHT_JOIN " + table + " FORCE INDEX (PRIMARY) ON " + key
                    + " = free";
        }
    }
}
