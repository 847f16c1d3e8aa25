// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.jdbc;

import dev.adieu.spi.StoreUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** Runs statements, each on a connection of its own, and says what a failure means. */
final class Database {
    /** What is the cause of what, at most. */
    private static final int DEPTH = 10;

    private static final int TRIES = 10;
    /** H2: a row that somebody else has just changed. */
    private static final int CONCURRENT_UPDATE = 90131;

    /** What is done with a connection. */
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** Runs something where no transaction of the caller is. */
    interface Outside {
        <T> T call(Supplier<T> work);
    }

    /** There is a row with that key already. */
    static final class DuplicateKeyException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        DuplicateKeyException(Throwable cause) {
            super(cause);
        }
    }

    private final String name;
    private final DataSource source;
    private final int timeout;
    private final Outside outside;

    Database(String name, DataSource source, Duration timeout, Outside outside) {
        this.name = name;
        this.source = source;
        this.timeout = (int) Math.max(1, Math.min(Integer.MAX_VALUE, timeout.toMillis()));
        this.outside = outside;
    }

    /** What may be done twice, if a connection breaks: one statement, which is a transaction of its own. */
    <T> T statement(String what, Work<T> work) {
        return outside.call(() -> tried(what, work, true));
    }

    /** What keeps a connection, and waits on it. */
    void listening(Listening work) throws SQLException {
        try (var borrowed = new Borrowed(source.getConnection())) {
            work.on(borrowed.ready(timeout));
        }
    }

    /** What is done with a connection that is kept. */
    interface Listening {
        void on(Connection connection) throws SQLException;
    }

    /** What must not be done twice. */
    <T> T once(String what, Work<T> work) {
        return outside.call(() -> tried(what, work, false));
    }

    /** Several statements, which take effect as one, and not twice. */
    <T> T transaction(String what, Work<T> work) {
        return once(what, connection -> atomically(connection, work));
    }

    /** A change; how many rows it changed. */
    int change(String what, Sql sql, Map<String, ?> values) {
        return statement(what, connection -> sql.run(connection, values));
    }

    /**
     * Tries again what the database has undone itself, and, for a while, on another connection when one was dead. That
     * one is kept until then: pools hand out first what came back last.
     */
    private <T> T tried(String what, Work<T> work, boolean repeatable) {
        var begun = System.nanoTime();
        var borrowed = new ArrayDeque<Borrowed>();
        SQLException failure;
        int tries = 0;
        boolean again;
        try {
            borrowed.push(borrow(what));
            do {
                var sent = false;
                try {
                    var connection = borrowed.peek().ready(timeout);
                    sent = true;
                    return work.on(connection);
                } catch (SQLException e) {
                    failure = e;
                    again = isRolledBack(e);
                    if (!again && !isDuplicate(e) && borrowed.peek().isBroken(e) && (repeatable || !sent)) {
                        again = true;
                        borrowed.push(borrow(what));
                    }
                }
            } while (again && ++tries < TRIES && System.nanoTime() - begun < timeout * 500_000L);
        } finally {
            borrowed.forEach(Borrowed::close);
        }
        if (isDuplicate(failure)) {
            throw new DuplicateKeyException(failure);
        }
        throw unavailable(what, failure);
    }

    private Borrowed borrow(String what) {
        try {
            return new Borrowed(source.getConnection());
        } catch (SQLException e) {
            throw unavailable(what, e);
        }
    }

    private static StoreUnavailableException unavailable(String what, SQLException e) {
        return new StoreUnavailableException("The database could not " + what + ": " + reason(e), e);
    }

    /** In one line, with what is behind it: a pool that waits in vain says only that it has. */
    static String reason(Exception e) {
        Throwable root = e;
        for (int depth = 0; depth < DEPTH && root.getCause() != null; depth++) {
            root = root.getCause();
        }
        var said = line(e);
        var cause = line(root);
        var state = e instanceof SQLException sql ? sql.getSQLState() : null;
        return (said.contains(cause) ? said : said + " (" + cause + ")")
                + (state == null ? "" : " [SQLState " + state + "]");
    }

    /** Without further lines, in which databases quote values. */
    private static String line(Throwable e) {
        return String.valueOf(e.getMessage())
                .lines()
                .findFirst()
                .orElse(e.getClass().getName());
    }

    private static <T> T atomically(Connection connection, Work<T> work) throws SQLException {
        var before = connection.getTransactionIsolation();
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        connection.setAutoCommit(false);
        try {
            var result = work.on(connection);
            connection.commit();
            return result;
        } catch (SQLException | RuntimeException e) {
            rollback(connection, e);
            throw e;
        } finally {
            if (!connection.isClosed()) {
                connection.setAutoCommit(true);
                connection.setTransactionIsolation(before);
            }
        }
    }

    private static void rollback(Connection connection, Exception reason) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }

    /** Whether the database itself undid the work, so that it can be done again: class 40 of SQL. */
    static boolean isRolledBack(SQLException e) {
        return String.valueOf(e.getSQLState()).startsWith("40") || e.getErrorCode() == CONCURRENT_UPDATE;
    }

    private static boolean isDuplicate(SQLException e) {
        return String.valueOf(e.getSQLState()).startsWith("23");
    }

    @Override
    public String toString() {
        return name;
    }
}
