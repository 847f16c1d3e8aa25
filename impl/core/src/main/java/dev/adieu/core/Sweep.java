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

/**
 * What time does where nobody calls: ends what has expired, and finishes what a sign-out, perhaps of a node that is gone,
 * left outstanding. Every node sweeps; the store gives each session to one of them.
 */
final class Sweep implements Runnable {
    private static final System.Logger LOG = System.getLogger("dev.adieu");
    private static final int BATCH = 1000;
    /** What an effect that failed waits first; then twice as long each time, since it is tried when attempts double. */
    private static final Duration FIRST_DELAY = Duration.ofMinutes(1);
    /** After so many delays it is given up: about a day. */
    private static final int LAST_ATTEMPT = 1440;
    /** From here on it is tried at every so many attempts: about once an hour. */
    private static final int LONGEST_DELAY = 64;

    private final SessionStore store;
    private final Effects effects;
    private final Pipeline pipeline;

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
        attempt(this::finishOutstanding);
    }

    /** The half that ends what has expired. */
    void endExpired() {
        attempt(this::endAllExpired);
    }

    private static void attempt(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | LinkageError e) {
            LOG.log(System.Logger.Level.WARNING, "A sweep of sessions failed; the next one tries again", e);
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
        List<SessionRecord> left;
        do {
            try {
                left = store.unsettled(FIRST_DELAY, BATCH);
            } catch (StoreUnavailableException e) {
                finish(e.ended());
                throw e;
            }
            finish(left);
        } while (left.size() == BATCH);
    }

    private void finish(List<SessionRecord> left) {
        for (var record : left) {
            var attempts = record.ended().orElseThrow().attempts();
            if (attempts >= LAST_ATTEMPT) {
                effects.giveUp(record);
            } else if (isDue(attempts)) {
                effects.resume(record);
            }
        }
    }

    /** Growing delays without a schedule to keep: the record is handed out once a minute, and tried at 1, 2, 4, 8, … */
    static boolean isDue(int attempts) {
        return attempts < LONGEST_DELAY ? Integer.bitCount(attempts) == 1 : attempts % LONGEST_DELAY == 0;
    }
}
