// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.redis;

import dev.adieu.spi.Limit;
import dev.adieu.store.contract.MovingClock;
import dev.adieu.store.contract.Sessions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

import static dev.adieu.Reason.SIGN_OUT;
import static dev.adieu.SessionSelector.bySubject;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

/** Times that other systems write for "never". */
class FarTimesTest {
    private static final Instant YEAR_9999 = Instant.parse("9999-12-31T00:00:00Z");

    @Test
    void areAsGoodAsAnyOther() {
        var clock = new MovingClock();
        try (var store = TestRedis.SERVER.emptyStore(clock)) {
            var alice = Sessions.of("alice").lasting(Duration.between(clock.instant(), YEAR_9999));
            store.create(alice, Limit.NONE, Set.of());

            assertThat(store.find(alice.token()).isPresent(), is(true));
            assertThat(store.end(bySubject("alice"), SIGN_OUT, Set.of()), hasSize(1));
            assertThat(store.remember("far", "value", YEAR_9999), is(Optional.empty()));
            assertThat(store.recall("far"), is(Optional.of("value")));
        }
    }
}
