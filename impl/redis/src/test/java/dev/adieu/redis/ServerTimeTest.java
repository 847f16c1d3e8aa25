// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.redis;

import dev.adieu.spi.Limit;
import dev.adieu.spi.NewSession;
import dev.adieu.store.contract.Sessions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

/** A node whose clock is off counts by the server's. */
class ServerTimeTest {
    private static final Duration IDLE = Duration.ofSeconds(2);

    @ParameterizedTest
    @ValueSource(longs = {-30_000, 0, 30_000})
    void aSessionExpiresByTheServersClock(long off) {
        var connection = new RedisConnection(
                List.of(TestRedis.SERVER.url()),
                false,
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(5),
                4,
                "time" + off);
        try (var store =
                connection.open((redis, keys) -> ServerTime.of(redis, keys, () -> System.currentTimeMillis() + off))) {
            var alice = shortLived();
            store.create(alice, Limit.NONE, Set.of());

            assertThat(store.find(alice.token()).isPresent(), is(true));
            await().atMost(IDLE.multipliedBy(3))
                    .until(() -> store.find(alice.token()).isEmpty());
            assertThat(store.touch(alice.id(), Duration.ZERO), is(false));
            assertThat(store.endExpired(10, Set.of()), hasSize(1));
        }
    }

    private static NewSession shortLived() {
        var session = Sessions.of("alice");
        return new NewSession(
                session.id(),
                session.token(),
                session.subject(),
                session.roles(),
                session.scheme(),
                session.details(),
                session.links(),
                session.secrets(),
                IDLE,
                session.lifetime(),
                session.retention());
    }
}
