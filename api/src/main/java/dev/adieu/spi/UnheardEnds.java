// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.spi;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * For authors of stores outside the process: the operations that may have ended sessions though their answer never came.
 * A store names each operation at random and keeps the name with what it ended, so that {@link SessionStore#endExpired}
 * can ask again. Safe for many threads.
 */
public final class UnheardEnds {
    /** What was cut off may still take effect so long; sessions that it ended have to be kept at least as long. */
    public static final Duration ASKED_FOR = Duration.ofMinutes(10);

    private final Map<String, Long> operations = new ConcurrentHashMap<>();

    /** None. */
    public UnheardEnds() {}

    /** Nobody knows what became of this operation. */
    public void add(String operation) {
        operations.put(operation, System.nanoTime());
    }

    /**
     * Asks for each operation. What one has ended is answered to one caller only; one that has ended nothing is asked for
     * again the next time, until it is too old.
     *
     * @throws StoreUnavailableException when a question failed, with what was answered before it
     */
    public List<SessionRecord> ask(Function<String, List<SessionRecord>> question) {
        operations.values().removeIf(since -> System.nanoTime() - since > ASKED_FOR.toNanos());
        var late = new ArrayList<SessionRecord>();
        for (var operation : operations.keySet()) {
            try {
                hear(operation, question.apply(operation), late);
            } catch (StoreUnavailableException e) {
                hear(operation, e.ended(), late);
                throw new StoreUnavailableException(e.getMessage(), e, late);
            }
        }
        return late;
    }

    private void hear(String operation, List<SessionRecord> records, List<SessionRecord> late) {
        if (!records.isEmpty() && operations.remove(operation) != null) {
            late.addAll(records);
        }
    }
}
