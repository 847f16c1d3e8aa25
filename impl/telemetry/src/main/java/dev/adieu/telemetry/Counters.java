// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.telemetry;

import dev.adieu.Reason;
import dev.adieu.SignOutError;
import dev.adieu.spi.StoreCounts;
import dev.adieu.spi.StoreUnavailableException;
import dev.adieu.spi.Telemetry;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Counts, for the JMX bean. */
final class Counters implements Telemetry, SignOutMXBean {
    private static final String OK = "ok";
    private static final long UNKNOWN = -1;
    private static final long STALE = TimeUnit.SECONDS.toNanos(2);
    private static final Measure NOTHING = new Measure() {
        @Override
        public void leave() {}

        @Override
        public void over(@Nullable String failure) {}
    };

    private final ConcurrentMap<String, LongAdder> signOuts = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, LongAdder> ended = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, LongAdder> refused = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, LongAdder> effects = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Calls> calls = new ConcurrentHashMap<>();
    private volatile @Nullable Levels levels;
    /** Of the store: to count is little, and too much for every look of a console at every number. */
    private volatile Known known = new Known(StoreCounts.UNKNOWN, System.nanoTime() - STALE);

    private record Known(StoreCounts counts, long since) {}

    @Override
    public void begin(Levels levels) {
        this.levels = levels;
    }

    @Override
    public Measure begin(Step step, String name) {
        return switch (step) {
            case DECIDE, END -> NOTHING;
            case EFFECT -> over(failure -> add(effects, name + " " + outcome(failure), 1));
            case STORE -> {
                var began = System.nanoTime();
                yield over(failure ->
                        calls.computeIfAbsent(name, key -> new Calls()).add(System.nanoTime() - began, failure));
            }
        };
    }

    /** What happens at the end of a step. */
    private interface Over extends Measure {
        @Override
        default void leave() {}
    }

    private static Measure over(Over over) {
        return over;
    }

    @Override
    public void signedOut(Reason reason, String scheme, @Nullable SignOutError error) {
        add(signOuts, reason + " " + outcome(error == null ? null : error.code()), 1);
    }

    @Override
    public void ended(Reason reason, String scheme, int sessions) {
        add(ended, reason + " " + scheme, sessions);
    }

    @Override
    public void refused(SignOutError error) {
        add(refused, error.code(), 1);
    }

    private static String outcome(@Nullable String failure) {
        return failure == null ? OK : failure;
    }

    private static void add(ConcurrentMap<String, LongAdder> to, String key, int count) {
        to.computeIfAbsent(key, each -> new LongAdder()).add(count);
    }

    @Override
    public Map<String, Long> getSignOuts() {
        return sums(signOuts);
    }

    @Override
    public Map<String, Long> getSessionsEnded() {
        return sums(ended);
    }

    @Override
    public Map<String, Long> getRequestsRefused() {
        return sums(refused);
    }

    @Override
    public Map<String, Long> getEffects() {
        return sums(effects);
    }

    private static Map<String, Long> sums(Map<String, LongAdder> of) {
        var sums = new TreeMap<String, Long>();
        of.forEach((key, adder) -> sums.put(key, adder.sum()));
        return sums;
    }

    @Override
    public Map<String, Long> getStoreCalls() {
        return ofCalls(Calls::all);
    }

    @Override
    public Map<String, Long> getStoreFailures() {
        return ofCalls(Calls::failed);
    }

    private Map<String, Long> ofCalls(ToLongFunction<Calls> what) {
        var each = new TreeMap<String, Long>();
        calls.forEach((method, of) -> each.put(method, what.applyAsLong(of)));
        return each;
    }

    @Override
    public Map<String, Double> getStoreMilliseconds() {
        var each = new TreeMap<String, Double>();
        calls.forEach((method, of) -> each.put(method, of.milliseconds()));
        return each;
    }

    @Override
    public long getSessionsLive() {
        return known().live().orElse(UNKNOWN);
    }

    @Override
    public long getSessionsUnsettled() {
        return known().unsettled().orElse(UNKNOWN);
    }

    private StoreCounts known() {
        var now = System.nanoTime();
        if (now - known.since() >= STALE) {
            known = new Known(store(), now);
        }
        return known.counts();
    }

    private StoreCounts store() {
        try {
            var asked = levels;
            return asked == null ? StoreCounts.UNKNOWN : asked.store();
        } catch (StoreUnavailableException e) {
            return StoreCounts.UNKNOWN;
        }
    }

    @Override
    public int getSessionsUnderWay() {
        var asked = levels;
        return asked == null ? 0 : asked.underWay();
    }

    @Override
    public long getSecondsSinceSweep() {
        var asked = levels;
        return asked == null ? 0 : asked.sinceSweep().toSeconds();
    }
}
