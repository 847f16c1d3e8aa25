// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import dev.adieu.spi.StoredSession;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** Small facts that expire. Each write clears away what has expired before it. */
final class Facts {

    private record Fact(String value, Instant until) {
        boolean holds(Instant now) {
            return now.isBefore(until);
        }
    }

    private final ConcurrentMap<String, Fact> facts = new ConcurrentHashMap<>();
    private final ConcurrentNavigableMap<Deadline, String> deadlines = new ConcurrentSkipListMap<>();

    Optional<String> remember(String key, String value, Instant until, Instant now) {
        forgetExpired(now);
        var mine = new Fact(value, until);
        var kept = facts.compute(key, (k, present) -> {
            if (present != null && present.holds(now)) {
                return present;
            }
            deadlines.put(new Deadline(until, key), key);
            return mine;
        });
        return kept == mine ? Optional.empty() : Optional.of(kept.value());
    }

    void advance(String key, Instant to, Instant until, Instant now) {
        forgetExpired(now);
        var mine = new Fact(StoredSession.text(to), until);
        facts.compute(key, (k, present) -> {
            var known = present != null && present.holds(now) ? present : mine;
            var later = known.value().compareTo(mine.value()) < 0 ? mine.value() : known.value();
            var kept = new Fact(later, known.until().isAfter(until) ? known.until() : until);
            if (known != mine) {
                deadlines.remove(new Deadline(known.until(), key));
            }
            deadlines.put(new Deadline(kept.until(), key), key);
            return kept;
        });
    }

    Optional<String> recall(String key, Instant now) {
        return Optional.ofNullable(facts.get(key))
                .filter(fact -> fact.holds(now))
                .map(Fact::value);
    }

    private void forgetExpired(Instant now) {
        for (var first = deadlines.firstEntry(); first != null; first = deadlines.firstEntry()) {
            if (first.getKey().at().isAfter(now)) {
                return;
            }
            deadlines.remove(first.getKey());
            facts.computeIfPresent(first.getValue(), (key, fact) -> fact.holds(now) ? fact : null);
        }
    }
}
