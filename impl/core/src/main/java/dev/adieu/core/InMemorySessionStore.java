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
import dev.adieu.spi.TokenHash;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The store that needs nothing: sessions of this process, gone when it stops. A look-up is one map read; ending costs
 * the sessions that end, whatever the store holds.
 */
public final class InMemorySessionStore implements SessionStore {
    private final Clock clock;
    private final LiveSessions live;
    private final UnsettledSessions unsettled = new UnsettledSessions();
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
        var created = live.create(session, limit, clock.instant(), ending(Reason.LIMIT, outstanding));
        watchers.tell(created.ended());
        return created;
    }

    @Override
    public Optional<SessionRecord> find(TokenHash token) {
        var session = live.byToken(token);
        return session == null || session.hasExpired(clock.instant()) ? Optional.empty() : session.found();
    }

    @Override
    public boolean touch(SessionId id, Instant seenAt) {
        var now = clock.instant();
        var session = live.byId(id);
        return session != null && session.touch(seenAt.isAfter(now) ? now : seenAt, now);
    }

    @Override
    public List<UserSession> list(SessionSelector which, Page page) {
        return live.list(which, page, clock.instant());
    }

    @Override
    public List<SessionRecord> end(SessionSelector which, Reason reason, Set<String> outstanding) {
        var ended = live.end(which, ending(reason, outstanding));
        watchers.tell(ended);
        return ended;
    }

    @Override
    public List<SessionRecord> endExpired(int atMost, Set<String> outstanding) {
        var ended = new ArrayList<SessionRecord>();
        var now = clock.instant();
        live.endExpired(now, atMost, session -> {
            var record = ending(session.expiry(), outstanding).end(session.record());
            ended.add(record);
            return record;
        });
        watchers.tell(ended);
        return ended;
    }

    @Override
    public void settle(SessionId id, String effect) {
        unsettled.settle(id, effect);
    }

    @Override
    public List<SessionRecord> unsettled(Duration olderThan, int atMost) {
        return unsettled.take(clock.instant(), olderThan, atMost);
    }

    @Override
    public Optional<String> remember(String key, String value, Instant until) {
        return facts.remember(key, value, until, clock.instant());
    }

    @Override
    public Optional<String> recall(String key) {
        return facts.recall(key, clock.instant());
    }

    @Override
    public Watch watch(Consumer<SessionId> ended) {
        return watchers.add(ended);
    }

    /** Ends one record, and keeps it if something is left to do for it, in the same step. */
    private LiveSessions.End ending(Reason reason, Set<String> outstanding) {
        var now = clock.instant();
        return record -> unsettled.end(record, reason, now, outstanding);
    }
}
