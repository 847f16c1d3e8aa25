// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import dev.adieu.Reason;
import dev.adieu.SessionSelector;
import dev.adieu.spi.Limit;
import dev.adieu.spi.NewSession;
import dev.adieu.store.contract.MovingClock;
import dev.adieu.store.contract.Sessions;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

/** How often a sighting is written: at most once a minute, or a tenth of the idle timeout. */
class SightingsTest {
    private final MovingClock clock = new MovingClock();
    private final InMemorySessionStore store = new InMemorySessionStore(clock);
    private final NewSession alice = Sessions.of("alice");

    @Test
    void isWrittenAtMostOnceAMinute() {
        assertThat(writesIn(Duration.ofMinutes(30), Duration.ofSeconds(1), 600), is(10));
    }

    @Test
    void isWrittenMoreOftenForAShortTimeout() {
        assertThat(writesIn(Duration.ofMinutes(1), Duration.ofSeconds(1), 60), is(10));
    }

    @Test
    void keepsASessionAliveThatIsAskedForWithinTheTolerance() {
        store.create(alice, Limit.NONE, Set.of());
        var sightings = new Sightings(store, clock, Sessions.IDLE);
        for (int i = 0; i < 20; i++) {
            clock.pass(Sessions.IDLE.minusSeconds(60));
            assertThat(sightings.see(alice.token()).isPresent(), is(true));
        }
    }

    /** What was issued in a session is as good a sign of life as its credential, and revives nothing. */
    @Test
    void keepsASessionAliveThatIsAskedForByItsHandle() {
        store.create(alice, Limit.NONE, Set.of());
        var sightings = new Sightings(store, clock, Sessions.IDLE);
        for (int i = 0; i < 20; i++) {
            clock.pass(Sessions.IDLE.minusSeconds(60));
            assertThat(sightings.touch(alice.id()), is(true));
        }
        store.end(SessionSelector.byId(alice.id()), Reason.SIGN_OUT, Set.of());

        assertThat(sightings.touch(alice.id()), is(false));
        assertThat(sightings.see(alice.token()).isPresent(), is(false));
    }

    /** How often the time last seen changes while somebody asks in steps. */
    private int writesIn(Duration idleTimeout, Duration step, int steps) {
        store.create(alice, Limit.NONE, Set.of());
        var sightings = new Sightings(store, clock, idleTimeout);
        var writes = 0;
        for (int i = 0; i < steps; i++) {
            clock.pass(step);
            var before = store.find(alice.token()).orElseThrow().session().lastSeenAt();
            sightings.see(alice.token());
            var after = store.find(alice.token()).orElseThrow().session().lastSeenAt();
            writes += after.equals(before) ? 0 : 1;
        }
        return writes;
    }
}
