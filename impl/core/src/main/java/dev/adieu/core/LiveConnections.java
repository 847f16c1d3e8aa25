// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import dev.adieu.Page;
import dev.adieu.Reason;
import dev.adieu.SessionId;
import dev.adieu.SessionSelector;
import dev.adieu.SignOutException;
import dev.adieu.UserSession;
import dev.adieu.spi.Ending;
import dev.adieu.spi.LiveConnection;
import dev.adieu.spi.SessionRecord;
import dev.adieu.spi.SessionStore;
import dev.adieu.spi.SessionStore.Watch;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The connections of this node that end with their sessions. The store tells of ends on every node, and may miss some,
 * so from time to time it is asked which sessions are still there.
 */
final class LiveConnections implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("dev.adieu");
    /** Shorter than what proxies take for idle, which is a minute. */
    static final Duration BEAT = Duration.ofSeconds(25);
    /** What a sign-out waits for its own connections. They are told all the same. */
    private static final Duration PATIENCE = Duration.ofMillis(500);
    /** What the store has to tell why a session is gone, before it is told without. */
    private static final Duration GRACE = Duration.ofSeconds(2);
    /** However many connections there are. */
    private static final int THREADS = 4;
    /** Where the store has not told why. */
    private static final Reason ENDED = new Reason("ended");

    private final SessionStore store;
    private final Duration beat;
    private final Runnable endExpired;
    private final ThreadPoolExecutor threads;
    private final Map<SessionId, Set<LiveConnection>> bound = new ConcurrentHashMap<>();
    /** Those that are being told. */
    private final Map<SessionId, CompletableFuture<?>> ending = new ConcurrentHashMap<>();

    private @Nullable Watch watch;
    private @Nullable Schedule schedule;

    /**
     * @param beat how often they are held open, and looked after
     * @param endExpired ends what has expired, and tells of it
     */
    LiveConnections(SessionStore store, Duration beat, Runnable endExpired) {
        this.store = store;
        this.beat = beat;
        this.endExpired = endExpired;
        threads = new ThreadPoolExecutor(THREADS, THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            var thread = new Thread(task, "adieu-connections");
            thread.setDaemon(true);
            return thread;
        });
        threads.allowCoreThreadTimeOut(true);
    }

    /** From now on it ends with the session, or at once if that is no more. Whether it is not. */
    boolean bind(UserSession session, LiveConnection connection) {
        var id = session.id();
        try {
            return Sightings.asking(() -> {
                start();
                add(id, connection);
                // It may have ended after it was looked up and before it was bound.
                return endAtOnce(missing(List.of(id)));
            });
        } catch (SignOutException e) {
            remove(id, connection);
            throw e;
        }
    }

    private void add(SessionId id, LiveConnection connection) {
        bound.compute(id, (same, others) -> {
            var all = others == null ? ConcurrentHashMap.<LiveConnection>newKeySet() : others;
            // However often one is opened and closed between two beats, few are kept.
            all.removeIf(other -> !other.isOpen());
            all.add(connection);
            return all;
        });
    }

    private void remove(SessionId id, LiveConnection connection) {
        bound.computeIfPresent(id, (same, others) -> {
            others.remove(connection);
            return others.isEmpty() ? null : others;
        });
    }

    private synchronized void start() {
        if (watch == null) {
            watch = store.watch(this::ended);
            schedule = Schedule.every(beat, this::beat);
        }
    }

    /** These have ended here: nobody waits for the store to tell. */
    void end(List<SessionRecord> ended) {
        ended.forEach(each ->
                ended(each.session().id(), each.ended().map(Ending::reason).orElse(ENDED)));
    }

    private void ended(SessionId session, Reason reason) {
        var connections = bound.remove(session);
        if (connections != null) {
            var all = CompletableFuture.allOf(
                    connections.stream().map(each -> tell(each, reason)).toArray(CompletableFuture[]::new));
            ending.put(session, all);
            all.whenComplete((told, failure) -> ending.remove(session, all));
        }
    }

    private CompletableFuture<?> tell(LiveConnection connection, Reason reason) {
        return CompletableFuture.completedFuture(reason)
                .thenComposeAsync(connection::end, threads)
                .whenComplete((told, failure) -> {
                    if (failure != null) {
                        // Whoever has gone cannot be told, and need not be.
                        LOG.log(System.Logger.Level.DEBUG, "A live connection could not be told", failure);
                    }
                });
    }

    /**
     * Waits a moment for the connections of sessions that are ending to be told: what a server keeps of a session goes
     * next, and RESTEasy sends no more to whose {@code HttpSession} is gone.
     */
    void awaitTold(Collection<SessionId> sessions) {
        var told = sessions.stream()
                .flatMap(id -> Stream.ofNullable(ending.get(id)))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(told)
                .exceptionally(failure -> null)
                .completeOnTimeout(null, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    /** Holds them open, and ends those of which the store has not told. */
    void beat() {
        try {
            var all = List.copyOf(bound.keySet());
            for (int from = 0; from < all.size(); from += Page.LARGEST) {
                endSoon(missing(all.subList(from, Math.min(all.size(), from + Page.LARGEST))));
            }
        } catch (RuntimeException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Not known which sessions still have connections; asked again soon",
                    e);
        }
        bound.forEach((session, connections) -> connections.forEach(each -> hold(session, each)));
    }

    private void hold(SessionId session, LiveConnection connection) {
        run(() -> {
            if (connection.isOpen()) {
                connection.hold();
            } else {
                remove(session, connection);
            }
        });
    }

    private void run(Runnable task) {
        threads.execute(() -> {
            try {
                task.run();
            } catch (RuntimeException | LinkageError | AssertionError e) {
                LOG.log(System.Logger.Level.WARNING, "A live connection failed", e);
            }
        });
    }

    /** Those of the sessions that are live no more. */
    private Set<SessionId> missing(List<SessionId> ids) {
        var missing = new HashSet<>(ids);
        var which = SessionSelector.byId(ids.toArray(SessionId[]::new));
        store.list(which, Page.first(Page.LARGEST)).forEach(live -> missing.remove(live.id()));
        return missing;
    }

    /** Whether there were none to end. */
    private boolean endAtOnce(Set<SessionId> gone) {
        gone.forEach(id -> ended(id, ENDED));
        return gone.isEmpty();
    }

    /** Whoever has expired may be unknown to everybody yet, and word of others under way. */
    private void endSoon(Set<SessionId> gone) {
        if (!gone.isEmpty()) {
            CompletableFuture.delayedExecutor(GRACE.toMillis(), TimeUnit.MILLISECONDS, threads)
                    .execute(() -> endAtOnce(gone));
            endExpired.run();
        }
    }

    @Override
    public synchronized void close() {
        if (watch != null && schedule != null) {
            watch.close();
            schedule.close();
        }
        bound.clear();
        threads.shutdownNow();
    }
}
