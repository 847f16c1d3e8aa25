// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import dev.adieu.SessionId;
import dev.adieu.spi.Follower;
import dev.adieu.spi.SessionRecord;
import dev.adieu.spi.TokenHash;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Live sessions as the store had them a moment ago. A session that has ended on any node is refused here at the latest a
 * set time after its end: an echo that has come back proves that every end before it was asked for has been heard of, and
 * without one that is young enough nothing here counts.
 *
 * <p>Safe for many threads; look-ups that find something neither lock nor allocate.
 */
final class NearCache implements Follower {
    /** Sessions at most. */
    static final int MOST = 100_000;
    /** A look-up that takes longer is not kept. Ends are known for twice as long, so that none overtakes one unseen. */
    private static final long LONGEST_LOOK_UP = Duration.ofSeconds(15).toNanos();
    /** So many ends at once are not noted one by one: all is forgotten. */
    private static final int MOST_ENDS = 100_000;

    /** Asked again after so long: what vanishes from the store without an end, nobody tells of. */
    private static final long KEPT = Duration.ofMinutes(1).toNanos();

    private record Entry(TokenHash token, SessionId id, Optional<SessionRecord> found, long expiresAt, long readAt) {}

    private final long staleness;
    private final LongSupplier nanoTime;
    private final Echoes echoes;
    private final ConcurrentMap<TokenHash, Entry> byToken = new ConcurrentHashMap<>();
    private final Map<SessionId, Entry> byId = new HashMap<>();
    /** When each was heard of. */
    private final Map<SessionId, Long> ends = new HashMap<>();

    private Iterator<Entry> oldest = byToken.values().iterator();
    private long epoch;
    private long tidied;

    /** @param staleness how long after its end a session may be found here */
    NearCache(Duration staleness, LongSupplier nanoTime, LongSupplier millis) {
        this.staleness = staleness.toNanos();
        this.nanoTime = nanoTime;
        this.echoes = new Echoes(nanoTime, millis);
    }

    /** What to ask for an echo with, now. */
    long mark() {
        return echoes.mark();
    }

    /** What is known here, or what the store says. */
    Optional<SessionRecord> find(TokenHash token, Supplier<Optional<SessionRecord>> store) {
        // In this order: an entry that is there after the echo outlived every end before it.
        var proof = echoes.last();
        var entry = byToken.get(token);
        if (entry != null && proof != null && isGood(entry, proof)) {
            return entry.found();
        }
        return read(token, store);
    }

    private boolean isGood(Entry entry, Echoes.Echo proof) {
        var now = nanoTime.getAsLong();
        return echoes.isYoung(proof, now, staleness)
                // The store's clock is not ahead of this.
                && proof.time() + (now - proof.mark()) / 1_000_000 < entry.expiresAt()
                && now - entry.readAt() <= KEPT;
    }

    private Optional<SessionRecord> read(TokenHash token, Supplier<Optional<SessionRecord>> store) {
        var since = epoch();
        var from = nanoTime.getAsLong();
        var found = store.get();
        found.ifPresent(record -> keep(token, record, since, from));
        return found;
    }

    private synchronized long epoch() {
        return epoch;
    }

    /** Unless an end has overtaken the look-up, or may have. */
    private synchronized void keep(TokenHash token, SessionRecord record, long since, long from) {
        var id = record.session().id();
        if (echoes.last() == null
                || epoch != since
                || ends.containsKey(id)
                || nanoTime.getAsLong() - from > LONGEST_LOOK_UP) {
            return;
        }
        var entry = new Entry(
                token, id, Optional.of(record), record.session().expiresAt().toEpochMilli(), from);
        byId.put(id, entry);
        byToken.put(token, entry);
        while (byId.size() > MOST) {
            dropOne();
        }
    }

    /** One after the other, without an order to keep. */
    private void dropOne() {
        if (!oldest.hasNext()) {
            oldest = byToken.values().iterator();
        }
        drop(oldest.next().id());
    }

    private void drop(SessionId id) {
        var entry = byId.remove(id);
        if (entry != null) {
            byToken.remove(entry.token());
        }
    }

    /** So that the next look-up asks the store. */
    synchronized void forget(SessionId id) {
        drop(id);
    }

    @Override
    public synchronized void ended(SessionId id) {
        if (ends.size() >= MOST_ENDS) {
            lost();
        }
        ends.put(id, nanoTime.getAsLong());
        drop(id);
    }

    @Override
    public synchronized void echoed(long mark, Instant time) {
        var now = nanoTime.getAsLong();
        echoes.heard(mark, time);
        if (now - tidied > LONGEST_LOOK_UP) {
            tidied = now;
            ends.values().removeIf(heard -> now - heard > 2 * LONGEST_LOOK_UP);
        }
    }

    @Override
    public synchronized void lost() {
        echoes.lost();
        epoch++;
        ends.clear();
        byId.clear();
        byToken.clear();
    }

    synchronized int size() {
        return byId.size();
    }
}
