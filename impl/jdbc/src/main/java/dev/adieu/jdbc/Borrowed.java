// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;

/** A connection of the application's pool: made ready for one piece of work, and given back as it came. */
final class Borrowed implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("dev.adieu");

    /** What JDBC calls no timeout. */
    private static final int UNLIMITED = 0;

    private interface Step {
        void run() throws SQLException;
    }

    private final Connection connection;
    private Step restoreTimeout = () -> {};
    private Step restoreAutoCommit = () -> {};

    Borrowed(Connection connection) {
        this.connection = connection;
    }

    /** Ready: each statement a transaction of its own, and no answer waited for longer than this, in milliseconds. */
    Connection ready(int timeout) throws SQLException {
        try {
            var before = connection.getNetworkTimeout();
            if (before == UNLIMITED || before > timeout) {
                connection.setNetworkTimeout(Runnable::run, timeout);
                restoreTimeout = () -> connection.setNetworkTimeout(Runnable::run, before);
            }
        } catch (SQLFeatureNotSupportedException e) {
            LOG.log(System.Logger.Level.DEBUG, "The driver has no timeout of its own", e);
        }
        if (!connection.getAutoCommit()) {
            connection.setAutoCommit(true);
            restoreAutoCommit = () -> connection.setAutoCommit(false);
        }
        return connection;
    }

    /** Whether it is of no more use after this. What becomes of it then is the pool's business. */
    boolean isBroken(SQLException e) {
        try {
            return String.valueOf(e.getSQLState()).startsWith("08") || connection.isClosed() || !connection.isValid(1);
        } catch (SQLException another) {
            e.addSuppressed(another);
            return true;
        }
    }

    /** What fails now has no bearing on the work that was done. */
    @Override
    public void close() {
        attempt(restoreTimeout);
        attempt(restoreAutoCommit);
        attempt(connection::close);
    }

    private static void attempt(Step step) {
        try {
            step.run();
        } catch (SQLException e) {
            LOG.log(System.Logger.Level.DEBUG, "A connection could not be given back as it came", e);
        }
    }
}
