// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import dev.adieu.Reason;
import dev.adieu.UserSession;
import dev.adieu.spi.Limit;
import dev.adieu.spi.SessionStore;
import dev.adieu.spi.Watchers;
import dev.adieu.store.contract.MovingClock;
import dev.adieu.store.contract.Sessions;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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

class LiveConnectionsTest {
    private static final Reason ENDED = new Reason("ended");
    /** What nobody should hear. */
    private static final Reason BROKEN = new Reason("broken");

    private final InMemorySessionStore store = new InMemorySessionStore(new MovingClock());
    private final LiveConnections connections = new LiveConnections(store);
    private final List<Reason> told = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        connections.close();
    }

    @Test
    void endOnceWithTheirSession() {
        var alice = create("alice");
        connections.bind(alice, tell(told::add));
        connections.bind(create("bob"), tell(reason -> told.add(BROKEN)));

        store.end(byId(alice.id()), SIGN_OUT, Set.of());

        await().until(() -> told, contains(SIGN_OUT));
        connections.beat();
        assertThat(told, contains(SIGN_OUT));
    }

    @Test
    void endAtOnceWhereItHasEndedAlready() {
        var alice = create("alice");
        store.end(byId(alice.id()), SIGN_OUT, Set.of());

        connections.bind(alice, tell(told::add));

        await().until(() -> told, contains(ENDED));
    }

    @Test
    void endThoughTheStoreHasNotTold() {
        var deaf = new LiveConnections(deaf(store));
        var alice = create("alice");
        deaf.bind(alice, tell(told::add));
        deaf.bind(create("bob"), tell(reason -> told.add(BROKEN)));
        store.end(byId(alice.id()), SIGN_OUT, Set.of());
        assertThat(told, is(empty()));

        deaf.beat();

        await().until(() -> told, contains(ENDED));
        deaf.close();
    }

    @Test
    void areNotToldOnceTheyAreClosed() {
        var alice = create("alice");
        connections.bind(alice, tell(reason -> told.add(BROKEN))).close();
        connections.bind(alice, tell(told::add));

        store.end(byId(alice.id()), SIGN_OUT, Set.of());

        await().until(() -> told, contains(SIGN_OUT));
    }

    @Test
    void endThoughAnotherFails() {
        var alice = create("alice");
        for (int i = 0; i < 8; i++) {
            connections.bind(alice, tell(reason -> {
                throw new IllegalStateException("A connection that fails");
            }));
        }
        connections.bind(alice, tell(told::add));

        store.end(byId(alice.id()), SIGN_OUT, Set.of());

        await().until(() -> told, contains(SIGN_OUT));
    }

    @Test
    void endOnFewThreadsHoweverManyThereAre() {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        for (int i = 0; i < 10_000; i++) {
            connections.bind(create("subject " + i % 100), tell(reason -> {
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
    void areForgottenWhenTheyAreNoMoreToBeHeldOpen() {
        var alice = create("alice");
        connections.bind(alice, new LiveConnections.Connection() {
            @Override
            public CompletionStage<?> end(Reason reason) {
                told.add(BROKEN);
                return CompletableFuture.completedStage(null);
            }

            @Override
            public boolean beat() {
                told.add(ENDED);
                return false;
            }
        });

        connections.beat();
        // It is forgotten a moment after it was asked.
        await().pollDelay(Duration.ofMillis(200)).until(() -> told, contains(ENDED));
        connections.bind(alice, tell(told::add));
        store.end(byId(alice.id()), SIGN_OUT, Set.of());

        await().until(() -> told.contains(SIGN_OUT));
        assertThat(told.contains(BROKEN), is(false));
    }

    @Test
    void areToldHereBeforeTheStoreTells() {
        var deaf = new LiveConnections(deaf(store));
        var alice = create("alice");
        deaf.bind(alice, tell(told::add));

        deaf.end(store.end(byId(alice.id()), SIGN_OUT, Set.of()));
        deaf.awaitTold(List.of(alice.id()));

        assertThat(told, contains(SIGN_OUT));
        deaf.close();
    }

    @Test
    void areWaitedForAMomentAndNoLonger() {
        var alice = create("alice");
        connections.bind(alice, reason -> new CompletableFuture<>());
        store.end(byId(alice.id()), SIGN_OUT, Set.of());

        await().atMost(Duration.ofSeconds(5)).until(() -> {
            connections.awaitTold(List.of(alice.id()));
            return true;
        });
    }

    private static LiveConnections.Connection tell(Consumer<Reason> told) {
        return reason -> {
            told.accept(reason);
            return CompletableFuture.completedStage(null);
        };
    }

    private UserSession create(String subject) {
        var session = Sessions.of(subject);
        store.create(session, Limit.NONE, Set.of());
        return store.find(session.token()).orElseThrow().session();
    }

    /** The same store, cut off from what it would be told. */
    private static SessionStore deaf(SessionStore store) {
        return (SessionStore) Proxy.newProxyInstance(
                SessionStore.class.getClassLoader(),
                new Class<?>[] {SessionStore.class},
                (proxy, method, arguments) -> method.getName().equals("watch")
                        ? new Watchers().add((SessionStore.Watcher) arguments[0])
                        : method.invoke(store, arguments));
    }
}
