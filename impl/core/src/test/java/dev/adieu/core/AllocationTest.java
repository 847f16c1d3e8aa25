// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import com.sun.management.ThreadMXBean;
import dev.adieu.spi.Bucket;
import dev.adieu.spi.Limit;
import dev.adieu.spi.NewSession;
import dev.adieu.spi.SessionRecord;
import dev.adieu.spi.Token;
import dev.adieu.spi.TokenHash;
import java.lang.management.ManagementFactory;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

/**
 * What a look-up allocates, which every request pays that asks who calls. Counted in bytes, which are the same on every
 * machine but for how much the compiler leaves out; never in time.
 */
class AllocationTest {
    private static final int CALLS = 20_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Clock clock = Clock.systemUTC();
    private final InMemorySessionStore store = new InMemorySessionStore(clock);
    private final Sightings sightings = new Sightings(store, clock, Duration.ofMinutes(30));
    private final String credential = signIn();

    @Test
    void aLookUpAllocatesLittle() {
        assertThat(bytes(() -> store.find(hash())), is(lessThan(400L)));
    }

    @Test
    void aSightingAllocatesHardlyMore() {
        assertThat(bytes(() -> sightings.see(hash())), is(lessThan(600L)));
    }

    @Test
    void aLookUpOfNobodyAllocatesNoMore() {
        var stranger = Token.random("alice", new SecureRandom()).reveal();

        assertThat(bytes(() -> store.find(Token.parse(stranger).orElseThrow().hash())), is(lessThan(400L)));
    }

    private TokenHash hash() {
        return Token.parse(credential).orElseThrow().hash();
    }

    private String signIn() {
        var random = new SecureRandom();
        var token = Token.random("alice", random);
        store.create(
                new NewSession(
                        Bucket.of("alice").newSessionId(random),
                        token.hash(),
                        "alice",
                        Set.of("user"),
                        "Cookies",
                        Map.of("device", "desk"),
                        Set.of(),
                        Map.of(),
                        Duration.ofMinutes(30),
                        Duration.ofHours(12),
                        Duration.ZERO),
                Limit.NONE,
                Set.of());
        return token.reveal();
    }

    /** Of one call, after the compiler has seen enough of them. */
    private static long bytes(Supplier<Optional<SessionRecord>> call) {
        var found = 0;
        for (int i = 0; i < CALLS; i++) {
            found += call.get().isPresent() ? 1 : 0;
        }
        var thread = Thread.currentThread().getId();
        var before = THREADS.getThreadAllocatedBytes(thread);
        for (int i = 0; i < CALLS; i++) {
            found += call.get().isPresent() ? 1 : 0;
        }
        assertThat(found % CALLS, is(0));
        return (THREADS.getThreadAllocatedBytes(thread) - before) / CALLS;
    }
}
