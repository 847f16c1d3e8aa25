// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.jdbc;

import dev.adieu.spi.StoreUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** Runs statements, each on a connection of its own, and says what a failure means. */
final class Database {
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
        this.timeout = Math.toIntExact(timeout.toMillis());
        this.outside = outside;
    }

    /** One statement, which is a transaction of its own. */
    <T> T statement(String what, Work<T> work) {
        return outside.call(() -> tried(what, work));
    }

    /** Several statements, which take effect as one. */
    <T> T transaction(String what, Work<T> work) {
        return outside.call(() -> tried(what, connection -> atomically(connection, work)));
    }

    /** A change; how many rows it changed. */
    int change(String what, Sql sql, Map<String, ?> values) {
        return statement(what, connection -> sql.run(connection, values));
    }

    private <T> T tried(String what, Work<T> work) {
        SQLException failure;
        int tries = 0;
        do {
            try (var connection = source.getConnection()) {
                return timed(connection, work);
            } catch (SQLException e) {
                failure = e;
            }
        } while (++tries < TRIES && isRolledBack(failure));
        if (isDuplicate(failure)) {
            throw new DuplicateKeyException(failure);
        }
        throw new StoreUnavailableException("The database could not " + what + ": " + failure.getMessage(), failure);
    }

    /** A pooled connection goes back as it came. */
    private <T> T timed(Connection connection, Work<T> work) throws SQLException {
        var before = connection.getNetworkTimeout();
        connection.setNetworkTimeout(Runnable::run, timeout);
        try {
            if (!connection.getAutoCommit()) {
                connection.setAutoCommit(true);
            }
            return work.on(connection);
        } finally {
            if (!connection.isClosed()) {
                connection.setNetworkTimeout(Runnable::run, before);
            }
        }
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
    private static boolean isRolledBack(SQLException e) {
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
