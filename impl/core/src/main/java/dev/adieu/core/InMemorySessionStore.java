// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import dev.adieu.Page;
import dev.adieu.Reason;
import dev.adieu.SessionId;
import dev.adieu.SessionSelector;
import dev.adieu.UserSession;
import dev.adieu.spi.Created;
import dev.adieu.spi.Limit;
import dev.adieu.spi.NewSession;
import dev.adieu.spi.SessionRecord;
import dev.adieu.spi.SessionStore;
import dev.adieu.spi.StoreCounts;
import dev.adieu.spi.TokenHash;
import dev.adieu.spi.Watchers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The store that needs nothing: sessions of this process, gone when it stops. A look-up is one map read; ending costs
 * the sessions that end, whatever the store holds.
 */
public final class InMemorySessionStore implements SessionStore {
    private final Clock clock;
    private final LiveSessions live;
    private final EndedSessions ended = new EndedSessions();
    private final Facts facts = new Facts();
    private final Watchers watchers = new Watchers();

    /** An empty store that tells the time by this clock. */
    public InMemorySessionStore(Clock clock) {
        this(clock, Maps.CONCURRENT);
    }

    InMemorySessionStore(Clock clock, Maps maps) {
        this.clock = clock;
        this.live = new LiveSessions(maps);
    }

    @Override
    public Created create(NewSession session, Limit limit, Set<String> outstanding) {
        var now = clock.instant();
        var created = live.create(
                session, token -> ended.find(token, now).isPresent(), limit, now, end(Reason.LIMIT, outstanding));
        watchers.tell(created.ended());
        return created;
    }

    @Override
    public Optional<SessionRecord> find(TokenHash token) {
        var session = live.byToken(token);
        return session == null || session.hasExpired(clock.millis()) ? Optional.empty() : Optional.of(session.record());
    }

    @Override
    public Optional<SessionRecord> findEnded(TokenHash token) {
        return ended.find(token, clock.instant());
    }

    @Override
    public boolean touch(SessionId id, Duration tolerance) {
        var now = clock.instant();
        var session = live.byId(id);
        return session != null && session.touch(now, tolerance);
    }

    @Override
    public List<UserSession> list(SessionSelector which, Page page) {
        return live.list(which, page, clock.instant());
    }

    @Override
    public List<SessionRecord> end(SessionSelector which, Reason reason, Set<String> outstanding) {
        var records = live.end(which, end(reason, outstanding));
        watchers.tell(records);
        return records;
    }

    @Override
    public List<SessionRecord> endExpired(int atMost, Set<String> outstanding) {
        var now = clock.instant();
        var records = live.endExpired(now, atMost, session -> ended.end(session, session.expiry(), now, outstanding));
        watchers.tell(records);
        return records;
    }

    @Override
    public void settle(Set<SessionId> ids, String effect) {
        var now = clock.instant();
        ids.forEach(id -> ended.settle(id, effect, now));
    }

    @Override
    public List<SessionRecord> unsettled(Duration delay, int atMost) {
        return ended.take(clock.instant(), delay, atMost);
    }

    @Override
    public void hold(Set<SessionId> ids) {
        var now = clock.instant();
        ids.forEach(id -> ended.hold(id, now));
    }

    @Override
    public Optional<String> remember(String key, String value, Instant until) {
        return facts.remember(key, value, until, clock.instant());
    }

    @Override
    public void advance(String key, Instant to, Instant until) {
        facts.advance(key, to, until, clock.instant());
    }

    @Override
    public Optional<String> recall(String key) {
        return facts.recall(key, clock.instant());
    }

    @Override
    public StoreCounts counts() {
        return new StoreCounts(OptionalLong.of(live.size()), OptionalLong.of(ended.unsettled()));
    }

    @Override
    public Watch watch(Watcher watcher) {
        return watchers.add(watcher);
    }

    @Override
    public String toString() {
        return "memory";
    }

    private LiveSessions.End end(Reason reason, Set<String> outstanding) {
        var now = clock.instant();
        return session -> ended.end(session, reason, now, outstanding);
    }
}
