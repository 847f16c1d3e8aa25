// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import dev.adieu.Reason;
import dev.adieu.SessionId;
import dev.adieu.spi.Ending;
import dev.adieu.spi.SessionRecord;
import dev.adieu.spi.TokenHash;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** Sessions that have ended and are kept: for their retention, and while durable effects are still to be done. */
final class EndedSessions {

    /** @param hidden as if it had been handed out then */
    private record Kept(SessionRecord record, TokenHash token, Instant until, Instant hidden) {
        Ending ending() {
            return record.ended().orElseThrow();
        }

        boolean isNeeded(Instant now) {
            return now.isBefore(until) || !ending().outstanding().isEmpty();
        }

        Kept with(Ending ending) {
            return new Kept(record.with(ending), token, until, hidden);
        }

        Kept hide(Instant at) {
            return hidden.isBefore(at) ? new Kept(record, token, until, at) : this;
        }
    }

    private final ConcurrentMap<String, Kept> kept = new ConcurrentHashMap<>();
    private final ConcurrentMap<TokenHash, String> byToken = new ConcurrentHashMap<>();
    private final Set<String> unsettled = ConcurrentHashMap.newKeySet();
    private final ConcurrentNavigableMap<Deadline, String> deadlines = new ConcurrentSkipListMap<>();

    /** The record of a session, ended; kept here if it has to be. Clears away what need not be kept any longer. */
    SessionRecord end(LiveSession session, Reason reason, Instant now, Set<String> outstanding) {
        forget(now);
        var record = session.record().with(new Ending(reason, now, outstanding, 0));
        var mine = new Kept(record, session.token(), now.plus(session.retention()), now);
        if (mine.isNeeded(now)) {
            var id = session.id().value();
            kept.put(id, mine);
            byToken.put(session.token(), id);
            deadlines.put(new Deadline(mine.until(), id), id);
            if (!outstanding.isEmpty()) {
                unsettled.add(id);
            }
        }
        return record;
    }

    /** How many have outstanding effects. */
    int unsettled() {
        return unsettled.size();
    }

    Optional<SessionRecord> find(TokenHash token, Instant now) {
        return Optional.ofNullable(byToken.get(token))
                .map(kept::get)
                .filter(each -> each.isNeeded(now))
                .map(Kept::record);
    }

    void settle(SessionId id, String effect, Instant now) {
        kept.computeIfPresent(id.value(), (key, each) -> {
            var ending = each.ending();
            var left = new HashSet<>(ending.outstanding());
            left.remove(effect);
            if (left.isEmpty()) {
                unsettled.remove(key);
            }
            var settled = each.with(new Ending(ending.reason(), ending.at(), left, ending.attempts()));
            return unlessForgotten(settled, now);
        });
    }

    void hold(SessionId id, Instant now) {
        kept.computeIfPresent(id.value(), (key, each) -> each.hide(now));
    }

    List<SessionRecord> take(Instant now, Duration delay, int atMost) {
        var taken = new ArrayList<SessionRecord>();
        for (var id : unsettled) {
            if (taken.size() == atMost) {
                break;
            }
            kept.computeIfPresent(id, (key, each) -> {
                var ending = each.ending();
                if (ending.outstanding().isEmpty() || each.hidden().plus(delay).isAfter(now)) {
                    return each;
                }
                var next = new Ending(ending.reason(), ending.at(), ending.outstanding(), ending.attempts() + 1);
                var again = each.with(next).hide(now.plus(delay.multipliedBy(next.delays() - 1L)));
                taken.add(again.record());
                return again;
            });
        }
        return taken;
    }

    private void forget(Instant now) {
        for (var first = deadlines.firstEntry(); first != null; first = deadlines.firstEntry()) {
            if (first.getKey().at().isAfter(now)) {
                return;
            }
            deadlines.remove(first.getKey());
            kept.computeIfPresent(first.getValue(), (id, each) -> unlessForgotten(each, now));
        }
    }

    private @org.jspecify.annotations.Nullable Kept unlessForgotten(Kept each, Instant now) {
        if (each.isNeeded(now)) {
            return each;
        }
        byToken.remove(each.token());
        return null;
    }
}
