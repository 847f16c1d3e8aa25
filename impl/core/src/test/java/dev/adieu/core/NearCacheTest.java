// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import dev.adieu.Reason;
import dev.adieu.spi.Limit;
import dev.adieu.spi.NewSession;
import dev.adieu.spi.SessionRecord;
import dev.adieu.spi.TokenHash;
import dev.adieu.store.contract.MovingClock;
import dev.adieu.store.contract.Sessions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

import static dev.adieu.SessionSelector.byId;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.junit.jupiter.api.Assertions.assertThrows;

class NearCacheTest {
    private static final Duration STALENESS = Duration.ofSeconds(1);

    private final MovingClock clock = new MovingClock();
    private final InMemorySessionStore store = new InMemorySessionStore(clock);
    private final AtomicLong nanos = new AtomicLong();
    private final NearCache cache = new NearCache(STALENESS, nanos::get, clock::millis);
    private int asked;

    private NewSession create(String subject) {
        var session = Sessions.of(subject);
        store.create(session, Limit.NONE, Set.of());
        return session;
    }

    private Optional<SessionRecord> ask(TokenHash token) {
        asked++;
        return store.find(token);
    }

    private boolean isFound(NewSession session) {
        return cache.find(session.token(), () -> ask(session.token())).isPresent();
    }

    private void echo() {
        cache.echoed(cache.mark(), clock.instant());
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
        clock.pass(time);
    }

    private void end(NewSession session) {
        store.end(byId(session.id()), Reason.SIGN_OUT, Set.of());
    }

    @Test
    void whatHasBeenFoundIsNotAskedForAgain() {
        var alice = create("alice");
        echo();

        assertThat(isFound(alice), is(true));
        assertThat(isFound(alice), is(true));

        assertThat(asked, is(1));
    }

    @Test
    void withoutAnEchoTheStoreIsAsked() {
        var alice = create("alice");
        isFound(alice);
        isFound(alice);
        assertThat(asked, is(2));

        echo();
        isFound(alice);
        pass(STALENESS);
        isFound(alice);
        assertThat(asked, is(3));

        pass(Duration.ofNanos(1));
        isFound(alice);
        assertThat(asked, is(4));
    }

    /** On the same connection: what had ended before the echo has been heard of. */
    @Test
    void afterASilenceWhatWasKnownCountsAgain() {
        var alice = create("alice");
        echo();
        isFound(alice);
        pass(STALENESS.plusMillis(1));
        isFound(alice);
        assertThat(asked, is(2));

        echo();
        isFound(alice);

        assertThat(asked, is(2));
    }

    @Test
    void afterALossNothingIsLeft() {
        var alice = create("alice");
        echo();
        isFound(alice);

        cache.lost();
        echo();

        assertThat(cache.size(), is(0));
        end(alice);
        assertThat(isFound(alice), is(false));
    }

    /** Its running time stands still then. */
    @Test
    void aMachineThatWasSuspendedAsksTheStore() {
        var alice = create("alice");
        echo();
        isFound(alice);
        end(alice);

        clock.pass(STALENESS.plusMillis(1));

        assertThat(isFound(alice), is(false));
    }

    @Test
    void anEchoThatNobodyHasAskedForProvesNothing() {
        var alice = create("alice");
        echo();
        isFound(alice);
        end(alice);

        for (var mark : new long[] {Long.MAX_VALUE / 2, nanos.get() + 1, -1}) {
            cache.echoed(mark, clock.instant());
        }
        pass(STALENESS.plusMillis(1));

        assertThat(isFound(alice), is(false));
    }

    @Test
    void whatHasEndedIsNotFound() {
        var alice = create("alice");
        echo();
        isFound(alice);
        end(alice);

        cache.ended(alice.id());

        assertThat(isFound(alice), is(false));
    }

    @Test
    void anEndThatOvertakesTheLookUpCounts() {
        var alice = create("alice");
        echo();

        cache.find(alice.token(), () -> {
            var found = store.find(alice.token());
            end(alice);
            cache.ended(alice.id());
            return found;
        });

        assertThat(isFound(alice), is(false));
    }

    @Test
    void aLossThatOvertakesTheLookUpCounts() {
        var alice = create("alice");
        echo();

        cache.find(alice.token(), () -> {
            var found = store.find(alice.token());
            end(alice);
            cache.lost();
            echo();
            return found;
        });

        assertThat(isFound(alice), is(false));
    }

    @Test
    void aLookUpThatTookVeryLongIsNotKept() {
        var alice = create("alice");
        echo();

        cache.find(alice.token(), () -> {
            var found = store.find(alice.token());
            end(alice);
            cache.ended(alice.id());
            for (int second = 0; second < 120; second++) {
                pass(Duration.ofSeconds(1));
                echo();
            }
            return found;
        });

        assertThat(isFound(alice), is(false));
    }

    @Test
    void whatExpiresIsNotFoundFromThatMomentOn() {
        var alice = create("alice");
        var bob = create("bob");
        echo();
        for (var left = Sessions.IDLE; left.compareTo(STALENESS) > 0; left = left.minus(STALENESS)) {
            pass(STALENESS);
            echo();
            isFound(alice);
            store.touch(bob.id(), Duration.ZERO);
        }
        assertThat(isFound(alice), is(true));
        // No echo since, and the store's clock is known all the same.
        pass(STALENESS);

        assertThat(isFound(alice), is(false));
        assertThat(isFound(bob), is(true));
    }

    /** Such as by a backup that was restored, or by hand. */
    @Test
    void whatVanishesUntoldIsFoundForAMinuteAtMost() {
        var alice = create("alice");
        echo();
        isFound(alice);
        end(alice);
        for (int second = 0; second <= 60; second++) {
            pass(Duration.ofSeconds(1));
            echo();
        }

        assertThat(isFound(alice), is(false));
    }

    @Test
    void whatIsForgottenIsAskedForAgain() {
        var alice = create("alice");
        echo();
        isFound(alice);
        cache.forget(alice.id());
        isFound(alice);
        isFound(alice);

        assertThat(asked, is(2));
    }

    @Test
    void itHoldsSoManyAndNoMore() {
        echo();
        var first = create("user");
        isFound(first);
        for (int i = 0; i < NearCache.MOST + 100; i++) {
            isFound(create("user" + i % 7));
        }

        assertThat(cache.size(), is(NearCache.MOST));
    }

    @Test
    void ofVeryManyEndsNoneIsForgotten() {
        echo();
        var alice = create("alice");
        cache.find(alice.token(), () -> {
            var found = store.find(alice.token());
            end(alice);
            cache.ended(alice.id());
            for (int i = 0; i < 250_000; i++) {
                cache.ended(Sessions.of("bob").id());
            }
            echo();
            return found;
        });

        assertThat(isFound(alice), is(false));
    }

    @Test
    void aStoreThatCannotProveItIsRefused() {
        var refused = assertThrows(IllegalArgumentException.class, () -> NearCachingStore.over(store, STALENESS));

        assertThat(refused.getMessage(), containsString("adieu.near-cache.max-staleness"));
        assertThat(refused.getMessage(), containsString("memory"));
    }

    /** Ends and echoes come late, in their order, while many look up: nobody gets in later than is promised. */
    @Test
    void neverLaterThanPromised() throws Exception {
        var staleness = Duration.ofMillis(40);
        var near = new NearCache(staleness, System::nanoTime, System::currentTimeMillis);
        Map<TokenHash, Long> endedAt = new ConcurrentHashMap<>();
        var told = new ConcurrentLinkedQueue<Runnable>();
        var sessions = new ConcurrentHashMap<Integer, NewSession>();
        for (int i = 0; i < 64; i++) {
            sessions.put(i, create("user" + i));
        }
        var over = new AtomicBoolean();
        var late = new ConcurrentLinkedQueue<String>();
        var hits = new AtomicLong();
        var real = new InMemorySessionStore(java.time.Clock.systemUTC());
        sessions.values().forEach(each -> real.create(each, Limit.NONE, Set.of()));
        var threads = Executors.newFixedThreadPool(7);
        threads.execute(() -> deliver(told, over));
        for (int reader = 0; reader < 4; reader++) {
            threads.execute(() -> {
                while (!over.get()) {
                    var session = sessions.get(ThreadLocalRandom.current().nextInt(64));
                    var ended = endedAt.get(session.token());
                    var from = System.nanoTime();
                    var asked = new AtomicBoolean();
                    var found = near.find(session.token(), () -> {
                        asked.set(true);
                        return real.find(session.token());
                    });
                    if (found.isPresent() && !asked.get()) {
                        hits.incrementAndGet();
                    }
                    if (found.isPresent() && ended != null && from - ended > staleness.toNanos()) {
                        late.add((from - ended) / 1_000_000 + " ms");
                    }
                }
            });
        }
        threads.execute(() -> {
            while (!over.get()) {
                var mark = near.mark();
                synchronized (told) {
                    told.add(() -> near.echoed(mark, Instant.now()));
                }
                LockSupport.parkNanos(3_000_000);
            }
        });
        threads.execute(() -> {
            while (!over.get()) {
                var i = ThreadLocalRandom.current().nextInt(64);
                var session = sessions.get(i);
                synchronized (told) {
                    // One step, as of a server.
                    real.end(byId(session.id()), Reason.SIGN_OUT, Set.of());
                    told.add(() -> near.ended(session.id()));
                }
                endedAt.put(session.token(), System.nanoTime());
                var next = Sessions.of("user" + i);
                real.create(next, Limit.NONE, Set.of());
                LockSupport.parkNanos(60_000_000);
                sessions.put(i, next);
            }
        });
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(3));
        over.set(true);
        threads.shutdown();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS), is(true));

        assertThat(late, is(empty()));
        assertThat(hits.get(), is(greaterThan(1000L)));
        assertThat(near.size(), is(lessThanOrEqualTo(64)));
    }

    /** Delivers late, and now and then not at all for a while. */
    private static void deliver(ConcurrentLinkedQueue<Runnable> told, AtomicBoolean over) {
        while (!over.get()) {
            var pause = ThreadLocalRandom.current().nextInt(40) == 0 ? 60 : 2;
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pause));
            for (var each = told.poll(); each != null; each = told.poll()) {
                each.run();
            }
        }
    }
}
