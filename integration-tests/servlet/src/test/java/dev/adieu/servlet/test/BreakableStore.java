// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.servlet.test;

import dev.adieu.Page;
import dev.adieu.Reason;
import dev.adieu.SessionId;
import dev.adieu.SessionSelector;
import dev.adieu.UserSession;
import dev.adieu.core.InMemorySessionStore;
import dev.adieu.spi.Created;
import dev.adieu.spi.Limit;
import dev.adieu.spi.NewSession;
import dev.adieu.spi.SessionRecord;
import dev.adieu.spi.SessionStore;
import dev.adieu.spi.StoreUnavailableException;
import dev.adieu.spi.TokenHash;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** The in-memory store, which a test can take down, and count the questions to. */
@ApplicationScoped
public class BreakableStore implements SessionStore {
    static final AtomicBoolean DOWN = new AtomicBoolean();
    static final AtomicInteger LOOK_UPS = new AtomicInteger();

    /** That of all nodes: what one keeps, the next one finds. */
    private static final SessionStore STORE = new InMemorySessionStore(Clock.systemUTC());

    /** What a node does that has the same store, and not this node's anything else. */
    static void endOnAnotherNode(String subject) {
        STORE.end(SessionSelector.bySubject(subject), Reason.SIGN_OUT, Set.of());
    }

    private SessionStore up() {
        if (DOWN.get()) {
            throw new StoreUnavailableException("Taken down", new IllegalStateException());
        }
        return STORE;
    }

    @Override
    public Created create(NewSession session, Limit limit, Set<String> outstanding) {
        return up().create(session, limit, outstanding);
    }

    @Override
    public Optional<SessionRecord> find(TokenHash token) {
        LOOK_UPS.incrementAndGet();
        return up().find(token);
    }

    @Override
    public Optional<SessionRecord> findEnded(TokenHash token) {
        return up().findEnded(token);
    }

    @Override
    public boolean touch(SessionId id, Duration tolerance) {
        return up().touch(id, tolerance);
    }

    @Override
    public List<UserSession> list(SessionSelector which, Page page) {
        return up().list(which, page);
    }

    @Override
    public List<SessionRecord> end(SessionSelector which, Reason reason, Set<String> outstanding) {
        return up().end(which, reason, outstanding);
    }

    @Override
    public List<SessionRecord> endExpired(int atMost, Set<String> outstanding) {
        return up().endExpired(atMost, outstanding);
    }

    @Override
    public void settle(Set<SessionId> ids, String effect) {
        up().settle(ids, effect);
    }

    @Override
    public List<SessionRecord> unsettled(Duration delay, int atMost) {
        return up().unsettled(delay, atMost);
    }

    @Override
    public void hold(Set<SessionId> ids) {
        up().hold(ids);
    }

    @Override
    public Optional<String> remember(String key, String value, Instant until) {
        return up().remember(key, value, until);
    }

    @Override
    public void advance(String key, Instant to, Instant until) {
        up().advance(key, to, until);
    }

    @Override
    public Optional<String> recall(String key) {
        return up().recall(key);
    }

    @Override
    public Watch watch(Watcher watcher) {
        return up().watch(watcher);
    }
}
