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
import dev.adieu.spi.StoreUnavailableException;
import dev.adieu.spi.TokenHash;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Another store, which gets secrets only encrypted; without a key it gets none. */
final class SealingStore implements SessionStore {
    private final SessionStore store;
    private final SecretKeys keys;

    SealingStore(SessionStore store, SecretKeys keys) {
        this.store = store;
        this.keys = keys;
    }

    @Override
    public Created create(NewSession session, Limit limit, Set<String> outstanding) {
        var sealed = session.withSecrets(keys.seal(session.id(), session.secrets()));
        return opened(() -> {
            var created = store.create(sealed, limit, outstanding);
            return new Created(created.accepted().map(this::open).orElse(null), open(created.ended()));
        });
    }

    @Override
    public Optional<SessionRecord> find(TokenHash token) {
        return store.find(token).map(this::open);
    }

    @Override
    public Optional<SessionRecord> findEnded(TokenHash token) {
        return store.findEnded(token).map(this::open);
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
        return opened(() -> open(store.end(which, reason, outstanding)));
    }

    @Override
    public List<SessionRecord> endExpired(int atMost, Set<String> outstanding) {
        return opened(() -> open(store.endExpired(atMost, outstanding)));
    }

    @Override
    public void settle(Set<SessionId> ids, String effect) {
        store.settle(ids, effect);
    }

    @Override
    public List<SessionRecord> unsettled(Duration delay, int atMost) {
        return open(store.unsettled(delay, atMost));
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

    /** What had ended before a failure is opened, too. */
    private <T> T opened(Supplier<T> work) {
        try {
            return work.get();
        } catch (StoreUnavailableException e) {
            throw new StoreUnavailableException(e.getMessage(), e, open(e.ended()));
        }
    }

    private List<SessionRecord> open(List<SessionRecord> records) {
        return records.stream().map(this::open).toList();
    }

    private SessionRecord open(SessionRecord record) {
        return record.secrets().isEmpty()
                ? record
                : record.withSecrets(keys.open(record.session().id(), record.secrets()));
    }

    @Override
    public String toString() {
        return store.toString();
    }
}
