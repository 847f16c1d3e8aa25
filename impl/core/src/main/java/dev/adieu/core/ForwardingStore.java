// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import dev.adieu.Page;
import dev.adieu.Reason;
import dev.adieu.SessionId;
import dev.adieu.SessionSelector;
import dev.adieu.UserSession;
import dev.adieu.spi.Created;
import dev.adieu.spi.Follower;
import dev.adieu.spi.Follower.Following;
import dev.adieu.spi.Limit;
import dev.adieu.spi.NewSession;
import dev.adieu.spi.SessionRecord;
import dev.adieu.spi.SessionStore;
import dev.adieu.spi.StoreCounts;
import dev.adieu.spi.TokenHash;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Another store, as it is: for those that do some things otherwise. */
abstract sealed class ForwardingStore implements SessionStore permits MeasuredStore, NearCachingStore, SealingStore {
    private final SessionStore store;

    ForwardingStore(SessionStore store) {
        this.store = store;
    }

    @Override
    public Created create(NewSession session, Limit limit, Set<String> outstanding) {
        return store.create(session, limit, outstanding);
    }

    @Override
    public Optional<SessionRecord> find(TokenHash token) {
        return store.find(token);
    }

    @Override
    public Optional<SessionRecord> findEnded(TokenHash token) {
        return store.findEnded(token);
    }

    @Override
    public boolean touch(SessionId id, Duration tolerance) {
        return store.touch(id, tolerance);
    }

    @Override
    public List<UserSession> list(SessionSelector which, Page page) {
        return store.list(which, page);
    }

    @Override
    public List<SessionRecord> end(SessionSelector which, Reason reason, Set<String> outstanding) {
        return store.end(which, reason, outstanding);
    }

    @Override
    public List<SessionRecord> endExpired(int atMost, Set<String> outstanding) {
        return store.endExpired(atMost, outstanding);
    }

    @Override
    public void settle(Set<SessionId> ids, String effect) {
        store.settle(ids, effect);
    }

    @Override
    public List<SessionRecord> unsettled(Duration delay, int atMost) {
        return store.unsettled(delay, atMost);
    }

    @Override
    public void hold(Set<SessionId> ids) {
        store.hold(ids);
    }

    @Override
    public Optional<String> remember(String key, String value, Instant until) {
        return store.remember(key, value, until);
    }

    @Override
    public void advance(String key, Instant to, Instant until) {
        store.advance(key, to, until);
    }

    @Override
    public Optional<String> recall(String key) {
        return store.recall(key);
    }

    @Override
    public Watch watch(Watcher watcher) {
        return store.watch(watcher);
    }

    @Override
    public Optional<Following> follow(Follower follower) {
        return store.follow(follower);
    }

    @Override
    public StoreCounts counts() {
        return store.counts();
    }

    @Override
    public String toString() {
        return store.toString();
    }
}
