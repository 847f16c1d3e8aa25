// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.jdbc;

import dev.adieu.Reason;
import dev.adieu.SessionId;
import dev.adieu.spi.SessionRecord;
import dev.adieu.spi.SessionStore.Watch;
import dev.adieu.spi.SessionStore.Watcher;
import dev.adieu.spi.Watchers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Asks twice a second what has ended on other nodes, as long as somebody watches, on a thread of its own. */
final class Poll implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("dev.adieu");
    /** In milliseconds. */
    private static final long INTERVAL = 500;
    /** A transaction may commit so long after the time that it noted, in milliseconds. */
    private static final long OVERLAP = 10_000;

    private record Ended(SessionId id, Reason reason, long at) {}

    private final Database database;
    private final Statements sql;
    private final Watchers watchers = new Watchers();
    /** What was told, with its time. */
    private final Map<SessionId, Long> told = new ConcurrentHashMap<>();

    private long since;
    /** Of its own thread. */
    private boolean isLost;

    private @Nullable ScheduledExecutorService thread;

    Poll(Database database, Statements sql) {
        this.database = database;
        this.sql = sql;
    }

    Watch watch(Watcher watcher) {
        start();
        return watchers.add(watcher);
    }

    private synchronized void start() {
        if (thread == null) {
            since = now();
            thread = Executors.newSingleThreadScheduledExecutor(task -> {
                var daemon = new Thread(task, "adieu-jdbc-watch");
                daemon.setDaemon(true);
                return daemon;
            });
            thread.scheduleWithFixedDelay(this::poll, INTERVAL, INTERVAL, TimeUnit.MILLISECONDS);
        }
    }

    /** What this node has ended is told at once. */
    void tell(List<SessionRecord> records) {
        if (!watchers.isEmpty()) {
            for (var record : records) {
                record.ended()
                        .ifPresent(ending -> tell(new Ended(
                                record.session().id(),
                                ending.reason(),
                                ending.at().toEpochMilli())));
            }
        }
    }

    private long now() {
        return database.statement("tell the time", connection -> {
            try (var statement = sql.time.prepare(connection, Map.of());
                    var row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        });
    }

    private void poll() {
        try {
            if (!watchers.isEmpty()) {
                var from = since - OVERLAP;
                var until = now();
                endedSince(from).forEach(this::tell);
                // Not before: what could not be asked for is asked for again.
                since = until;
                told.values().removeIf(at -> at < from);
            }
            isLost = false;
        } catch (RuntimeException e) {
            if (!isLost) {
                isLost = true;
                LOG.log(
                        System.Logger.Level.WARNING,
                        "Not known which sessions have ended: {0}. Asked again twice a second",
                        e.getMessage());
            }
            LOG.log(System.Logger.Level.DEBUG, "Not known which sessions have ended", e);
        }
    }

    private List<Ended> endedSince(long from) {
        return database.statement("tell which sessions ended", connection -> {
            var ended = new ArrayList<Ended>();
            try (var statement = sql.endedSince.prepare(connection, Map.of("since", from));
                    var rows = statement.executeQuery()) {
                while (rows.next()) {
                    ended.add(new Ended(
                            new SessionId(rows.getString(1)), new Reason(rows.getString(2)), rows.getLong(3)));
                }
            }
            return ended;
        });
    }

    private void tell(Ended ended) {
        if (told.put(ended.id(), ended.at()) == null) {
            watchers.tell(ended.id(), ended.reason());
        }
    }

    @Override
    public synchronized void close() {
        watchers.clear();
        if (thread != null) {
            thread.shutdownNow();
        }
    }
}
