// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.jersey;

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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** The in-memory store, which a test can take down, watch and interrupt. */
@ApplicationScoped
public class TestStore implements SessionStore {
    private final SessionStore store = new InMemorySessionStore(Clock.systemUTC());
    private final AtomicInteger lookUps = new AtomicInteger();
    private final List<NewSession> created = Collections.synchronizedList(new ArrayList<>());
    private volatile boolean down;
    private volatile boolean findEndedFails;
    private volatile boolean endFails;
    private volatile boolean endsAndFails;
    private volatile boolean advanceFails;
    private volatile Runnable beforeEnd = () -> {};
    private volatile Runnable beforeCreate = () -> {};
    private volatile Runnable afterCreate = () -> {};
    private volatile Runnable afterRecall = () -> {};

    void down(boolean isDown) {
        down = isDown;
    }

    void findEndedFails(boolean fails) {
        findEndedFails = fails;
    }

    void endFails(boolean fails) {
        endFails = fails;
    }

    void endsAndFails(boolean fails) {
        endsAndFails = fails;
    }

    void advanceFails(boolean fails) {
        advanceFails = fails;
    }

    void beforeEnd(Runnable what) {
        beforeEnd = what;
    }

    void beforeCreate(Runnable what) {
        beforeCreate = what;
    }

    void afterCreate(Runnable what) {
        afterCreate = what;
    }

    void afterRecall(Runnable what) {
        afterRecall = what;
    }

    int lookUps() {
        return lookUps.get();
    }

    List<NewSession> created() {
        return created;
    }

    private SessionStore store() {
        if (down) {
            throw new StoreUnavailableException("down", new java.net.ConnectException("refused"));
        }
        return store;
    }

    @Override
    public Created create(NewSession session, Limit limit, Set<String> outstanding) {
        var first = beforeCreate;
        beforeCreate = () -> {};
        first.run();
        created.add(session);
        var answer = store().create(session, limit, outstanding);
        var last = afterCreate;
        afterCreate = () -> {};
        last.run();
        return answer;
    }

    @Override
    public Optional<SessionRecord> find(TokenHash token) {
        lookUps.incrementAndGet();
        return store().find(token);
    }

    @Override
    public Optional<SessionRecord> findEnded(TokenHash token) {
        if (findEndedFails) {
            throw new StoreUnavailableException("lost after the look-up", new java.net.SocketException("reset"));
        }
        return store().findEnded(token);
    }

    @Override
    public boolean touch(SessionId id, Duration tolerance) {
        return store().touch(id, tolerance);
    }

    @Override
    public List<UserSession> list(SessionSelector which, Page page) {
        return store().list(which, page);
    }

    @Override
    public List<SessionRecord> end(SessionSelector which, Reason reason, Set<String> outstanding) {
        var interruption = beforeEnd;
        beforeEnd = () -> {};
        interruption.run();
        if (endFails) {
            throw new StoreUnavailableException("lost in the middle", new java.net.SocketException("reset"));
        }
        var ended = store().end(which, reason, outstanding);
        if (endsAndFails) {
            throw new StoreUnavailableException("lost after a part", new java.net.SocketException("reset"), ended);
        }
        return ended;
    }

    @Override
    public List<SessionRecord> endExpired(int atMost, Set<String> outstanding) {
        return store().endExpired(atMost, outstanding);
    }

    @Override
    public void settle(Set<SessionId> ids, String effect) {
        store().settle(ids, effect);
    }

    @Override
    public List<SessionRecord> unsettled(Duration delay, int atMost) {
        return store().unsettled(delay, atMost);
    }

    @Override
    public void hold(Set<SessionId> ids) {
        store().hold(ids);
    }

    @Override
    public Optional<String> remember(String key, String value, Instant until) {
        return store().remember(key, value, until);
    }

    @Override
    public void advance(String key, Instant to, Instant until) {
        if (advanceFails) {
            throw new StoreUnavailableException("not noted", new java.net.SocketException("reset"));
        }
        store().advance(key, to, until);
    }

    @Override
    public Optional<String> recall(String key) {
        var answer = store().recall(key);
        var last = afterRecall;
        afterRecall = () -> {};
        last.run();
        return answer;
    }

    @Override
    public Watch watch(Watcher watcher) {
        return store().watch(watcher);
    }
}
