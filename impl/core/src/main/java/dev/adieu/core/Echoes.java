// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The echoes of a store: the last one proves that every end before it was asked for has been heard of. */
final class Echoes {
    /** One that takes longer is not waited for. */
    private static final long LONGEST = Duration.ofMinutes(1).toNanos();

    /**
     * One.
     *
     * @param mark when it was asked for, by this machine's running time
     * @param asked the same by its clock: that runs on while the machine is suspended
     * @param time the store's
     */
    record Echo(long mark, long asked, long time) {}

    private final LongSupplier nanoTime;
    private final LongSupplier millis;
    private final Map<Long, Long> asked = new ConcurrentHashMap<>();
    private volatile @Nullable Echo last;

    Echoes(LongSupplier nanoTime, LongSupplier millis) {
        this.nanoTime = nanoTime;
        this.millis = millis;
    }

    /** What to ask for one with, now. */
    long mark() {
        var now = nanoTime.getAsLong();
        asked.keySet().removeIf(mark -> now - mark > LONGEST);
        asked.put(now, millis.getAsLong());
        return now;
    }

    /** One that nobody here has asked for proves nothing. */
    synchronized void heard(long mark, Instant time) {
        var at = asked.remove(mark);
        var before = last;
        if (at != null && (before == null || mark - before.mark() > 0)) {
            last = new Echo(mark, at, time.toEpochMilli());
        }
    }

    synchronized void lost() {
        last = null;
    }

    @Nullable
    Echo last() {
        return last;
    }

    /** Whether one was asked for no longer ago than this, whichever of the two times is asked. */
    boolean isYoung(Echo echo, long now, long nanoseconds) {
        return now - echo.mark() <= nanoseconds && (millis.getAsLong() - echo.asked()) * 1_000_000 <= nanoseconds;
    }
}
