// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import dev.adieu.Reason;
import dev.adieu.SessionId;
import dev.adieu.spi.Ending;
import dev.adieu.spi.SessionRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Ended sessions for which durable effects are still to be done. */
final class UnsettledSessions {

    private record Unsettled(SessionRecord record, Instant handedOut) {}

    private final ConcurrentMap<SessionId, Unsettled> unsettled = new ConcurrentHashMap<>();

    /** The record, ended; kept here when something is outstanding. */
    SessionRecord end(SessionRecord record, Reason reason, Instant now, Set<String> outstanding) {
        var ended = record.with(new Ending(reason, now, outstanding, 0));
        if (!outstanding.isEmpty()) {
            unsettled.put(record.session().id(), new Unsettled(ended, now));
        }
        return ended;
    }

    void settle(SessionId id, String effect) {
        unsettled.computeIfPresent(id, (key, kept) -> {
            var ending = kept.record().ended().orElseThrow();
            var left = new HashSet<>(ending.outstanding());
            left.remove(effect);
            var rest = new Ending(ending.reason(), ending.at(), left, ending.attempts());
            return left.isEmpty() ? null : new Unsettled(kept.record().with(rest), kept.handedOut());
        });
    }

    List<SessionRecord> take(Instant now, Duration olderThan, int atMost) {
        var taken = new ArrayList<SessionRecord>();
        for (var id : unsettled.keySet()) {
            if (taken.size() == atMost) {
                break;
            }
            unsettled.computeIfPresent(id, (key, kept) -> {
                if (kept.handedOut().plus(olderThan).isAfter(now)) {
                    return kept;
                }
                var ending = kept.record().ended().orElseThrow();
                var again = new Ending(ending.reason(), ending.at(), ending.outstanding(), ending.attempts() + 1);
                taken.add(kept.record().with(again));
                return new Unsettled(kept.record().with(again), now);
            });
        }
        return taken;
    }
}
