// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import dev.adieu.Page;
import dev.adieu.Reason;
import dev.adieu.SessionId;
import dev.adieu.SessionSelector;
import dev.adieu.spi.Bucket;
import dev.adieu.spi.Limit;
import dev.adieu.spi.NewSession;
import dev.adieu.spi.TokenHash;
import dev.adieu.store.contract.MovingClock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

/** What the in-memory store costs, counted in reads and writes of its maps and in entries visited; never in time. */
class CostTest {
    private static final int OF_ALICE = 10;
    private static final int MANY = 1_000_000;

    private final MovingClock clock = new MovingClock();
    private final AtomicLong operations = new AtomicLong();

    @Test
    void endingAndSweepingCostTheSessionsThatEnd() {
        var few = costOfEndingAlice(storeOf(1_000));
        var large = storeOf(MANY);
        var many = costOfEndingAlice(large);
        sweepCostsWhatExpired(large);

        assertThat(many, is(few));
        assertThat(many, is(lessThan(OF_ALICE * 20L)));
    }

    private void sweepCostsWhatExpired(InMemorySessionStore store) {
        for (int i = 0; i < OF_ALICE; i++) {
            store.create(session(2 * MANY + i, "short-lived", Duration.ofMinutes(1)), Limit.NONE, Set.of());
        }
        clock.pass(Duration.ofMinutes(2));
        operations.set(0);

        assertThat(store.endExpired(MANY, Set.of()), hasSize(OF_ALICE));

        assertThat(operations.get(), is(lessThan(OF_ALICE * 20L)));
    }

    @Test
    void beginningASessionCostsTheSameForASubjectWithMany() {
        var store = new InMemorySessionStore(clock, new CountingMaps(operations));
        for (int i = 0; i < 20_000; i++) {
            store.create(session(i, "load test"), Limit.NONE, Set.of());
        }
        operations.set(0);

        store.create(session(MANY, "load test"), Limit.NONE, Set.of());

        assertThat(operations.get(), is(lessThan(20L)));
    }

    @Test
    void aSweepAndAPageCostWhatTheyReturn() {
        var store = storeOf(100_000);
        operations.set(0);

        assertThat(store.list(SessionSelector.everyone(), Page.first(10)), hasSize(10));
        assertThat(store.endExpired(100, Set.of()), hasSize(0));

        assertThat(operations.get(), is(lessThan(100L)));
    }

    private long costOfEndingAlice(InMemorySessionStore store) {
        operations.set(0);

        var ended = store.end(SessionSelector.bySubject("alice"), Reason.SIGN_OUT, Set.of());

        assertThat(ended, hasSize(OF_ALICE));
        return operations.get();
    }

    private InMemorySessionStore storeOf(int sessions) {
        var store = new InMemorySessionStore(clock, new CountingMaps(operations));
        for (int i = 0; i < sessions - OF_ALICE; i++) {
            store.create(session(i, "subject " + i / 4), Limit.NONE, Set.of());
        }
        for (int i = 0; i < OF_ALICE; i++) {
            store.create(session(MANY + i, "alice"), Limit.NONE, Set.of());
        }
        return store;
    }

    private static NewSession session(int number, String subject) {
        return session(number, subject, Duration.ofMinutes(30));
    }

    private static NewSession session(int number, String subject, Duration idleTimeout) {
        var text = "%045d".formatted(number);
        return new NewSession(
                new SessionId(text),
                TokenHash.of(Bucket.of(subject), text),
                subject,
                Set.of(),
                "Cookies",
                Map.of(),
                Set.of(),
                Map.of(),
                idleTimeout,
                Duration.ofHours(12),
                Duration.ZERO);
    }

    /** Maps that count. */
    private record CountingMaps(AtomicLong operations) implements Maps {
        @Override
        public <K, V> java.util.concurrent.ConcurrentMap<K, V> hashed() {
            return new CountingHashMap<>(operations);
        }

        @Override
        public <K extends Comparable<K>, V> java.util.concurrent.ConcurrentNavigableMap<K, V> sorted() {
            return new CountingSkipListMap<>(operations);
        }
    }

    private static final class CountingHashMap<K, V> extends java.util.concurrent.ConcurrentHashMap<K, V> {
        private static final long serialVersionUID = 1L;

        private final transient AtomicLong operations;

        CountingHashMap(AtomicLong operations) {
            this.operations = operations;
        }

        @Override
        public V get(Object key) {
            operations.incrementAndGet();
            return super.get(key);
        }

        @Override
        public V put(K key, V value) {
            operations.incrementAndGet();
            return super.put(key, value);
        }

        @Override
        public V remove(Object key) {
            operations.incrementAndGet();
            return super.remove(key);
        }

        @Override
        public V getOrDefault(Object key, V other) {
            operations.incrementAndGet();
            return super.getOrDefault(key, other);
        }

        @Override
        public V compute(K key, BiFunction<? super K, ? super V, ? extends V> function) {
            operations.incrementAndGet();
            return super.compute(key, function);
        }

        @Override
        public V computeIfPresent(K key, BiFunction<? super K, ? super V, ? extends V> function) {
            operations.incrementAndGet();
            return super.computeIfPresent(key, function);
        }

        @Override
        public KeySetView<K, V> keySet() {
            operations.addAndGet(size());
            return super.keySet();
        }

        @Override
        public java.util.Collection<V> values() {
            operations.addAndGet(size());
            return super.values();
        }

        @Override
        public Set<Map.Entry<K, V>> entrySet() {
            operations.addAndGet(size());
            return super.entrySet();
        }
    }

    private static final class CountingSkipListMap<K extends Comparable<K>, V>
            extends java.util.concurrent.ConcurrentSkipListMap<K, V> {
        private static final long serialVersionUID = 1L;

        private final transient AtomicLong operations;

        CountingSkipListMap(AtomicLong operations) {
            this.operations = operations;
        }

        @Override
        public V get(Object key) {
            operations.incrementAndGet();
            return super.get(key);
        }

        @Override
        public V put(K key, V value) {
            operations.incrementAndGet();
            return super.put(key, value);
        }

        @Override
        public V remove(Object key) {
            operations.incrementAndGet();
            return super.remove(key);
        }

        @Override
        public java.util.Collection<V> values() {
            operations.addAndGet(size());
            return super.values();
        }

        @Override
        public Set<Map.Entry<K, V>> entrySet() {
            operations.addAndGet(size());
            return super.entrySet();
        }

        @Override
        public Map.Entry<K, V> firstEntry() {
            operations.incrementAndGet();
            return super.firstEntry();
        }
    }
}
