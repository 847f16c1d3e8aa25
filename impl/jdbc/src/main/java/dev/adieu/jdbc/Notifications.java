// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.jdbc;

import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What PostgreSQL tells a connection that listens. By reflection, since the driver is the server's or the application's and
 * may not be visible from here.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-notify.html">NOTIFY</a>
 */
final class Notifications {
    /** The channel on which every end is told. */
    static final String ENDS = "adieu_ended";

    private static final String DRIVER = "org.postgresql.PGConnection";
    /** Comes back so often, in milliseconds, to be told to stop. */
    private static final int PATIENCE = 500;

    /** One. */
    record Notification(String channel, String message) {}

    private final Object driver;
    private final Method notifications;
    private final Method channel;
    private final Method message;

    /** @throws SQLException when the connection is none of PostgreSQL's own driver */
    Notifications(Connection connection) throws SQLException {
        try {
            var type = driver(connection);
            driver = connection.unwrap(type);
            notifications = type.getMethod("getNotifications", int.class);
            var notification = notifications.getReturnType().getComponentType();
            channel = notification.getMethod("getName");
            message = notification.getMethod("getParameter");
        } catch (ReflectiveOperationException e) {
            throw new SQLException("A near cache needs PostgreSQL's own driver, and this is none: " + connection, e);
        }
    }

    private static Class<?> driver(Connection connection) throws SQLException, ClassNotFoundException {
        var loaders = Stream.of(
                        connection.getMetaData().getClass().getClassLoader(),
                        connection.getClass().getClassLoader(),
                        Thread.currentThread().getContextClassLoader(),
                        Notifications.class.getClassLoader())
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        for (var loader : loaders) {
            try {
                var type = Class.forName(DRIVER, false, loader);
                if (connection.isWrapperFor(type)) {
                    return type;
                }
            } catch (ClassNotFoundException e) {
                // Perhaps the next one.
                continue;
            }
        }
        throw new ClassNotFoundException(DRIVER);
    }

    /** Those that have come, in their order; waits a moment for some. */
    List<Notification> next() throws SQLException {
        try {
            var some = (Object[]) notifications.invoke(driver, PATIENCE);
            var told = new ArrayList<Notification>();
            for (var each : some == null ? new Object[0] : some) {
                told.add(new Notification((String) channel.invoke(each), (String) message.invoke(each)));
            }
            return told;
        } catch (ReflectiveOperationException e) {
            throw e.getCause() instanceof SQLException failure ? failure : new SQLException(e);
        }
    }
}
