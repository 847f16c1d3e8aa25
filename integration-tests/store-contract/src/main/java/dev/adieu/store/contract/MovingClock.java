// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.store.contract;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.Consumer;

/** A clock that a test moves. Safe for many threads. */
public final class MovingClock extends Clock {
    private volatile Instant now = Instant.parse("2030-01-01T12:00:00Z");

    private volatile Consumer<Instant> follower = time -> {};

    /** Moves on. */
    public void pass(Duration time) {
        now = now.plus(time);
        follower.accept(now);
    }

    /** Keeps a clock elsewhere, such as a database's, at the same time. */
    public void leads(Consumer<Instant> clock) {
        follower = clock;
        clock.accept(now);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
