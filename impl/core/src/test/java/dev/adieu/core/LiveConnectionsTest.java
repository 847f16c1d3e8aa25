// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import dev.adieu.Reason;
import dev.adieu.SignOutException;
import dev.adieu.UserSession;
import dev.adieu.spi.Limit;
import dev.adieu.spi.LiveConnection;
import dev.adieu.spi.SessionStore;
import dev.adieu.spi.StoreUnavailableException;
import dev.adieu.spi.Watchers;
import dev.adieu.store.contract.MovingClock;
import dev.adieu.store.contract.Sessions;
import java.lang.ref.WeakReference;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static dev.adieu.Reason.IDLE_TIMEOUT;
import static dev.adieu.Reason.SIGN_OUT;
import static dev.adieu.SessionSelector.byId;
import static dev.adieu.SessionSelector.everyone;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.junit.jupiter.api.Assertions.assertThrows;

class LiveConnectionsTest {
    private static final Reason ENDED = new Reason("ended");
    /** What nobody should hear. */
    private static final Reason BROKEN = new Reason("broken");

    /** A first beat may come at any moment of the interval: here tests alone beat. */
    private static final Duration NEVER = Duration.ofDays(1000);

    private static final Runnable NOTHING = () -> {};

    private final MovingClock clock = new MovingClock();
    private final InMemorySessionStore store = new InMemorySessionStore(clock);
    private final LiveConnections connections = new LiveConnections(store, NEVER, NOTHING);
    private final List<Reason> told = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        connections.close();
    }

    @Test
    void endOnceWithTheirSession() {
        var alice = create("alice");
        connections.bind(alice, hears(told::add));
        connections.bind(create("bob"), hears(reason -> told.add(BROKEN)));

        store.end(byId(alice.id()), SIGN_OUT, Set.of());

        await().until(() -> told, contains(SIGN_OUT));
        connections.beat();
        assertThat(told, contains(SIGN_OUT));
    }

    @Test
    void endAtOnceWhereItHasEndedAlready() {
        var alice = create("alice");
        store.end(byId(alice.id()), SIGN_OUT, Set.of());

        connections.bind(alice, hears(told::add));

        await().until(() -> told, contains(ENDED));
    }

    @Test
    void endThoughTheStoreHasNotTold() {
        var deaf = new LiveConnections(deaf(store), NEVER, NOTHING);
        var alice = create("alice");
        deaf.bind(alice, hears(told::add));
        deaf.bind(create("bob"), hears(reason -> told.add(BROKEN)));
        store.end(byId(alice.id()), SIGN_OUT, Set.of());
        assertThat(told, is(empty()));

        deaf.beat();

        await().until(() -> told, contains(ENDED));
        deaf.close();
    }

    @Test
    void areToldThatTimeEndedTheirSessionThoughNoSweepHasComeByYet() {
        var alice = create("alice");
        var early = new LiveConnections(store, NEVER, () -> store.endExpired(10, Set.of()));
        early.bind(alice, hears(told::add));
        clock.pass(Sessions.IDLE);

        early.beat();

        await().until(() -> told, contains(IDLE_TIMEOUT));
        early.close();
    }

    @Test
    void waitForTheStoreToTellWhy() {
        var watchers = new Watchers();
        var slow = new LiveConnections(watched(store, watchers), NEVER, NOTHING);
        var alice = create("alice");
        slow.bind(alice, hears(told::add));
        store.end(byId(alice.id()), SIGN_OUT, Set.of());

        slow.beat();
        watchers.tell(alice.id(), SIGN_OUT);

        await().until(() -> told, contains(SIGN_OUT));
        slow.close();
    }

    @Test
    void endThoughAnotherFails() {
        var alice = create("alice");
        for (int i = 0; i < 8; i++) {
            connections.bind(alice, hears(reason -> {
                throw new IllegalStateException("A connection that fails");
            }));
        }
        connections.bind(alice, hears(told::add));

        store.end(byId(alice.id()), SIGN_OUT, Set.of());

        await().until(() -> told, contains(SIGN_OUT));
    }

    @Test
    void endOnFewThreadsHoweverManyThereAre() {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        for (int i = 0; i < 10_000; i++) {
            connections.bind(create("subject " + i % 100), hears(reason -> {
                threads.add(Thread.currentThread());
                told.add(reason);
            }));
        }

        store.end(everyone(), SIGN_OUT, Set.of());

        await().until(() -> told, hasSize(10_000));
        assertThat(threads.size(), is(lessThanOrEqualTo(4)));
        assertThat(threads.contains(Thread.currentThread()), is(false));
    }

    @Test
    void areHeldOpenUntilTheyAreClosedAndThenForgotten() {
        var alice = create("alice");
        var open = new AtomicBoolean(true);
        var held = new AtomicInteger();
        var connection = bound(alice, new Door(told::add, open, held));
        connections.beat();
        await().until(held::get, is(1));

        open.set(false);
        connections.beat();

        await().until(() -> isCollected(connection));
        store.end(byId(alice.id()), SIGN_OUT, Set.of());
        assertThat(held.get(), is(1));
        assertThat(told, is(empty()));
    }

    @Test
    void areForgottenOnceTheyAreClosedAndAnotherOfTheirSessionIsOpened() {
        var alice = create("alice");
        var closed = bound(alice, new Door(reason -> told.add(BROKEN), new AtomicBoolean(), new AtomicInteger()));

        connections.bind(alice, hears(told::add));

        await().until(() -> isCollected(closed));
        store.end(byId(alice.id()), SIGN_OUT, Set.of());
        await().until(() -> told, contains(SIGN_OUT));
    }

    @Test
    void tellWhetherTheirSessionIsLive() {
        var alice = create("alice");
        assertThat(connections.bind(alice, hears(told::add)), is(true));

        store.end(byId(alice.id()), SIGN_OUT, Set.of());

        assertThat(connections.bind(alice, hears(told::add)), is(false));
    }

    @Test
    void areNotBoundWhileTheStoreDoesNotAnswer() {
        var alice = create("alice");
        var mute = new LiveConnections(mute(store), NEVER, NOTHING);
        assertThrows(SignOutException.class, () -> mute.bind(alice, hears(told::add)));

        store.end(byId(alice.id()), SIGN_OUT, Set.of());
        await().during(Duration.ofMillis(200)).until(told::isEmpty);
        mute.close();
    }

    @Test
    void areToldHereBeforeTheStoreTells() {
        var deaf = new LiveConnections(deaf(store), NEVER, NOTHING);
        var alice = create("alice");
        deaf.bind(alice, hears(told::add));

        deaf.end(store.end(byId(alice.id()), SIGN_OUT, Set.of()));
        deaf.awaitTold(List.of(alice.id()));

        assertThat(told, contains(SIGN_OUT));
        deaf.close();
    }

    @Test
    void areWaitedForAMomentAndNoLonger() {
        var alice = create("alice");
        connections.bind(alice, new LiveConnection() {
            @Override
            public CompletionStage<?> end(Reason reason) {
                return new CompletableFuture<>();
            }

            @Override
            public boolean isOpen() {
                return true;
            }
        });
        store.end(byId(alice.id()), SIGN_OUT, Set.of());

        await().atMost(Duration.ofSeconds(5)).until(() -> {
            connections.awaitTold(List.of(alice.id()));
            return true;
        });
    }

    private WeakReference<LiveConnection> bound(UserSession session, LiveConnection connection) {
        connections.bind(session, connection);
        return new WeakReference<>(connection);
    }

    private static boolean isCollected(WeakReference<?> reference) {
        System.gc();
        return reference.get() == null;
    }

    /** One that stays open. */
    private static LiveConnection hears(Consumer<Reason> heard) {
        return new Door(heard, new AtomicBoolean(true), new AtomicInteger());
    }

    private record Door(Consumer<Reason> heard, AtomicBoolean open, AtomicInteger held) implements LiveConnection {
        @Override
        public CompletionStage<?> end(Reason reason) {
            heard.accept(reason);
            return CompletableFuture.completedStage(null);
        }

        @Override
        public boolean isOpen() {
            return open.get();
        }

        @Override
        public void hold() {
            held.incrementAndGet();
        }
    }

    private UserSession create(String subject) {
        var session = Sessions.of(subject);
        store.create(session, Limit.NONE, Set.of());
        return store.find(session.token()).orElseThrow().session();
    }

    /** The same store, cut off from what it would be told. */
    private static SessionStore deaf(SessionStore store) {
        return watched(store, new Watchers());
    }

    /** The same store, whose watchers are these. */
    private static SessionStore watched(SessionStore store, Watchers watchers) {
        return (SessionStore) Proxy.newProxyInstance(
                SessionStore.class.getClassLoader(),
                new Class<?>[] {SessionStore.class},
                (proxy, method, arguments) -> method.getName().equals("watch")
                        ? watchers.add((SessionStore.Watcher) arguments[0])
                        : method.invoke(store, arguments));
    }

    /** The same store, which tells, and does not answer which sessions there are. */
    private static SessionStore mute(SessionStore store) {
        return (SessionStore) Proxy.newProxyInstance(
                SessionStore.class.getClassLoader(),
                new Class<?>[] {SessionStore.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("list")) {
                        throw new StoreUnavailableException("Mute", new IllegalStateException());
                    }
                    return method.invoke(store, arguments);
                });
    }
}
