// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** Runs something again and again: on the server's managed executor where there is one, else on a daemon thread. */
final class Schedule implements AutoCloseable {
    private static final String MANAGED = "java:comp/DefaultManagedScheduledExecutorService";

    private final Future<?> running;
    private final Optional<ScheduledExecutorService> own;

    private Schedule(Future<?> running, Optional<ScheduledExecutorService> own) {
        this.running = running;
        this.own = own;
    }

    static Schedule every(Duration interval, Runnable task) {
        var managed = managed();
        var own = managed.isPresent() ? Optional.<ScheduledExecutorService>empty() : Optional.of(daemon());
        var executor = managed.or(() -> own).orElseThrow();
        // Not all nodes at the same moment.
        var first = ThreadLocalRandom.current().nextLong(interval.toMillis()) + 1;
        var running = executor.scheduleWithFixedDelay(task, first, interval.toMillis(), TimeUnit.MILLISECONDS);
        return new Schedule(running, own);
    }

    private static ScheduledExecutorService daemon() {
        return Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, "adieu-sweep");
            thread.setDaemon(true);
            return thread;
        });
    }

    private static Optional<ScheduledExecutorService> managed() {
        try {
            return InitialContext.doLookup(MANAGED) instanceof ScheduledExecutorService executor
                    ? Optional.of(executor)
                    : Optional.empty();
        } catch (NamingException e) {
            return Optional.empty();
        }
    }

    /** Where it runs, for the log. */
    @Override
    public String toString() {
        return own.isPresent() ? "on a thread of its own" : "on the server's managed executor";
    }

    boolean isRunning() {
        return !running.isDone();
    }

    /** Stops it. What runs at this moment is interrupted. */
    @Override
    public void close() {
        running.cancel(true);
        own.ifPresent(ScheduledExecutorService::shutdownNow);
    }
}
