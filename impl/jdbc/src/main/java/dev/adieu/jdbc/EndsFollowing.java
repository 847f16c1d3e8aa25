// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.jdbc;

import dev.adieu.SessionId;
import dev.adieu.spi.Follower;
import dev.adieu.spi.Follower.Following;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Tells a follower of every end, on a thread and a connection of its own, which it keeps. The statements that end sessions
 * tell so when they are committed, and PostgreSQL tells a listener everything in the order of the commits: so an echo comes
 * after every end before it.
 */
final class EndsFollowing implements Following {
    private static final System.Logger LOG = System.getLogger("dev.adieu");
    /** Without a word for so long, another connection is tried: this one may be dead without knowing. */
    private static final long SILENCE = TimeUnit.SECONDS.toNanos(5);

    private static final Pattern ECHO = Pattern.compile("(-?\\d{1,18}):(\\d{13})");

    private final Database database;
    private final Sql echo;
    private final String echoes;
    private final Follower follower;
    private final CountDownLatch closed = new CountDownLatch(1);
    /** Of its own thread. */
    private boolean isLost;

    /** @param id a name that nobody else has */
    EndsFollowing(Database database, Sql echo, String id, Follower follower) {
        this.database = database;
        this.echo = echo;
        this.echoes = "adieu_echo_" + id;
        this.follower = follower;
        var thread = new Thread(this::listen, "adieu-jdbc-near-cache");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void echo(long mark) {
        database.statement("answer", connection -> {
            try (var statement = echo.prepare(connection, Map.of("channel", echoes, "message", Long.toString(mark)))) {
                return statement.execute();
            }
        });
    }

    private void listen() {
        try {
            do {
                try {
                    database.listening(this::listen);
                } catch (SQLException | RuntimeException | LinkageError e) {
                    // Once, for as long as it lasts.
                    LOG.log(
                            isLost || closed.getCount() == 0 ? System.Logger.Level.DEBUG : System.Logger.Level.WARNING,
                            "Not told which sessions end: nothing is near until that is so",
                            e);
                    isLost = true;
                }
            } while (!closed.await(1, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void listen(Connection connection) throws SQLException {
        var notifications = new Notifications(connection);
        try (var statement = connection.createStatement()) {
            try {
                statement.execute("LISTEN " + Notifications.ENDS);
                statement.execute("LISTEN \"" + echoes + "\"");
                isLost = false;
                follower.lost();
                var heard = System.nanoTime();
                while (closed.getCount() > 0 && System.nanoTime() - heard < SILENCE) {
                    for (var each : notifications.next()) {
                        heard = System.nanoTime();
                        tell(each);
                    }
                }
            } finally {
                // The pool's next borrower is not to be told.
                statement.execute("UNLISTEN *");
            }
        }
    }

    private void tell(Notifications.Notification told) {
        if (told.channel().equals(Notifications.ENDS)) {
            // Anybody may say anything there.
            SessionId.parse(told.message()).ifPresent(follower::ended);
            return;
        }
        var echoed = ECHO.matcher(told.message());
        if (echoed.matches()) {
            follower.echoed(Long.parseLong(echoed.group(1)), Instant.ofEpochMilli(Long.parseLong(echoed.group(2))));
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
