// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import dev.adieu.Reason;
import dev.adieu.SessionSelector;
import dev.adieu.spi.Created;
import dev.adieu.spi.Limit;
import dev.adieu.spi.NewSession;
import dev.adieu.spi.SessionRecord;
import dev.adieu.spi.SessionStore;
import dev.adieu.spi.StoreUnavailableException;
import dev.adieu.spi.TokenHash;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Another store, which gets secrets only encrypted; without a key it gets none. */
final class SealingStore extends ForwardingStore {
    private final SecretKeys keys;

    SealingStore(SessionStore store, SecretKeys keys) {
        super(store);
        this.keys = keys;
    }

    @Override
    public Created create(NewSession session, Limit limit, Set<String> outstanding) {
        var sealed = session.withSecrets(keys.seal(session.id(), session.secrets()));
        return opened(() -> {
            var created = super.create(sealed, limit, outstanding);
            return new Created(created.accepted().map(this::open).orElse(null), open(created.ended()));
        });
    }

    @Override
    public Optional<SessionRecord> find(TokenHash token) {
        return super.find(token).map(this::open);
    }

    @Override
    public Optional<SessionRecord> findEnded(TokenHash token) {
        return super.findEnded(token).map(this::open);
    }

    @Override
    public List<SessionRecord> end(SessionSelector which, Reason reason, Set<String> outstanding) {
        return opened(() -> open(super.end(which, reason, outstanding)));
    }

    @Override
    public List<SessionRecord> endExpired(int atMost, Set<String> outstanding) {
        return opened(() -> open(super.endExpired(atMost, outstanding)));
    }

    @Override
    public List<SessionRecord> unsettled(Duration delay, int atMost) {
        return open(super.unsettled(delay, atMost));
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
}
