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
import dev.adieu.spi.Telemetry.Step;
import dev.adieu.spi.TokenHash;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Another store, whose every answer is timed. */
final class MeasuredStore extends ForwardingStore {
    private final Telemetries telemetries;

    MeasuredStore(SessionStore store, Telemetries telemetries) {
        super(store);
        this.telemetries = telemetries;
    }

    private <T> T measure(String operation, Supplier<T> work) {
        return telemetries.measure(Step.STORE, operation, work);
    }

    private void measure(String operation, Runnable work) {
        measure(operation, () -> {
            work.run();
            return operation;
        });
    }

    @Override
    public Created create(NewSession session, Limit limit, Set<String> outstanding) {
        return measure("create", () -> super.create(session, limit, outstanding));
    }

    @Override
    public Optional<SessionRecord> find(TokenHash token) {
        return measure("find", () -> super.find(token));
    }

    @Override
    public Optional<SessionRecord> findEnded(TokenHash token) {
        return measure("findEnded", () -> super.findEnded(token));
    }

    @Override
    public boolean touch(SessionId id, Duration tolerance) {
        return measure("touch", () -> super.touch(id, tolerance));
    }

    @Override
    public List<UserSession> list(SessionSelector which, Page page) {
        return measure("list", () -> super.list(which, page));
    }

    @Override
    public List<SessionRecord> end(SessionSelector which, Reason reason, Set<String> outstanding) {
        return measure("end", () -> super.end(which, reason, outstanding));
    }

    @Override
    public List<SessionRecord> endExpired(int atMost, Set<String> outstanding) {
        return measure("endExpired", () -> super.endExpired(atMost, outstanding));
    }

    @Override
    public void settle(Set<SessionId> ids, String effect) {
        measure("settle", () -> super.settle(ids, effect));
    }

    @Override
    public List<SessionRecord> unsettled(Duration delay, int atMost) {
        return measure("unsettled", () -> super.unsettled(delay, atMost));
    }

    @Override
    public void hold(Set<SessionId> ids) {
        measure("hold", () -> super.hold(ids));
    }

    @Override
    public Optional<String> remember(String key, String value, Instant until) {
        return measure("remember", () -> super.remember(key, value, until));
    }

    @Override
    public void advance(String key, Instant to, Instant until) {
        measure("advance", () -> super.advance(key, to, until));
    }

    @Override
    public Optional<String> recall(String key) {
        return measure("recall", () -> super.recall(key));
    }
}
