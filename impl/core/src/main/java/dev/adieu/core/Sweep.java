// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import dev.adieu.Reason;
import dev.adieu.spi.SessionRecord;
import dev.adieu.spi.SessionStore;
import dev.adieu.spi.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What time does where nobody calls: ends what has expired, and finishes what a sign-out, perhaps of a node that is gone,
 * left outstanding. Every node sweeps; the store gives each session to one of them.
 */
final class Sweep implements Runnable {
    private static final int BATCH = 1000;
    /** How soon another node goes on with what one left; what fails waits as long first, then twice as long each time. */
    private static final Duration FIRST_DELAY = Duration.ofSeconds(15);
    /** How often a node looks, and says what it is at work on: thrice in that time. */
    static final Duration BEAT = Duration.ofSeconds(5);
    /** With so many sessions under way a node takes up no more: they stay for others, and for later. */
    private static final int BUSY = 10_000;

    private final SessionStore store;
    private final Effects effects;
    private final Pipeline pipeline;
    /** When this node last ended all that had expired, by {@link System#nanoTime}. */
    private volatile long swept = System.nanoTime();
    /** What has failed when it was last tried, and of what. */
    private final Set<String> failing = ConcurrentHashMap.newKeySet();

    Sweep(SessionStore store, Effects effects, Pipeline pipeline) {
        this.store = store;
        this.effects = effects;
        this.pipeline = pipeline;
    }

    /** Once. Never throws: the next one is another chance. */
    @Override
    public void run() {
        // What is wrong with one is not to keep the other from its work.
        endExpired();
        hold();
        finish();
    }

    /** The half that ends what has expired. */
    void endExpired() {
        attempt("end", this::endAllExpired);
    }

    /** The half that goes on with what is outstanding. */
    void finish() {
        attempt("finish", this::finishOutstanding);
    }

    /** Says what this node is at work on. On a schedule of its own: effects may take their time. */
    void hold() {
        attempt("hold", this::holdAll);
    }

    Duration sinceLast() {
        return Duration.ofNanos(System.nanoTime() - swept);
    }

    private void holdAll() {
        var ids = List.copyOf(effects.underWay());
        for (int from = 0; from < ids.size(); from += BATCH) {
            store.hold(Set.copyOf(ids.subList(from, Math.min(from + BATCH, ids.size()))));
        }
    }

    private void attempt(String what, Runnable work) {
        try {
            work.run();
            failing.removeIf(each -> each.startsWith(what));
        } catch (RuntimeException | LinkageError e) {
            // Once, for as long as it lasts; another fault is another line.
            Outages.log(
                    failing.add(what + " " + e.getClass().getName())
                            ? System.Logger.Level.WARNING
                            : System.Logger.Level.DEBUG,
                    "A sweep of sessions failed; the next one tries again",
                    e);
        }
    }

    private void endAllExpired() {
        List<SessionRecord> ended;
        do {
            try {
                ended = store.endExpired(BATCH, effects.durable());
            } catch (StoreUnavailableException e) {
                followUp(e.ended());
                throw e;
            }
            followUp(ended);
        } while (!ended.isEmpty());
        swept = System.nanoTime();
    }

    private void followUp(List<SessionRecord> ended) {
        byReason(ended).forEach((reason, records) -> pipeline.followUp(records, Occasion.of(reason)));
    }

    private static Map<Reason, List<SessionRecord>> byReason(List<SessionRecord> ended) {
        var groups = new LinkedHashMap<Reason, List<SessionRecord>>();
        for (var record : ended) {
            var reason = record.ended().orElseThrow().reason();
            groups.computeIfAbsent(reason, each -> new ArrayList<>()).add(record);
        }
        return groups;
    }

    private void finishOutstanding() {
        if (effects.durable().isEmpty()) {
            return;
        }
        var left = BATCH;
        while (left == BATCH && effects.underWay().size() < BUSY) {
            try {
                var taken = store.unsettled(FIRST_DELAY, BATCH);
                effects.resume(taken);
                left = taken.size();
            } catch (StoreUnavailableException e) {
                effects.resume(e.ended());
                throw e;
            }
        }
    }
}
