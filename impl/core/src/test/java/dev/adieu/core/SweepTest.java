// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import dev.adieu.EffectOutcome;
import dev.adieu.EffectSettled;
import dev.adieu.Reason;
import dev.adieu.SessionId;
import dev.adieu.SessionSelector;
import dev.adieu.SignOutOptions;
import dev.adieu.SignedOut;
import dev.adieu.spi.Limit;
import dev.adieu.spi.NewSession;
import dev.adieu.spi.SessionRecord;
import dev.adieu.spi.SignOutEffect;
import dev.adieu.store.contract.MovingClock;
import dev.adieu.store.contract.Sessions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

/** What time does. It moves by the clock. */
class SweepTest {
    private final MovingClock clock = new MovingClock();
    private final InMemorySessionStore store = new InMemorySessionStore(clock);
    private final List<SignedOut> events = new CopyOnWriteArrayList<>();
    private final List<EffectSettled> settled = new ArrayList<>();
    private final Notify effect = new Notify();
    private final Adieu node = node();

    /** A node of the application: all of them share the store. */
    private Adieu node() {
        return new Adieu(
                Settings.read(new SettingsReader(key -> null, Set.of())),
                clock,
                store,
                List.of(),
                List.of(effect),
                Optional.empty(),
                events::add,
                settled::add,
                new Telemetries(List.of()));
    }

    @Test
    void endsWhatHasExpiredWithItsReasonOnce() {
        var idle = create("alice");
        clock.pass(Sessions.IDLE);
        var fresh = create("bob");

        node.sweep().run();
        node().sweep().run();

        assertThat(events, hasSize(1));
        assertThat(events.get(0).reason(), is(Reason.IDLE_TIMEOUT));
        assertThat(events.get(0).sessions().get(0).id(), is(idle.id()));
        assertThat(effect.performed, contains(idle.id()));
        assertThat(store.find(fresh.token()).isPresent(), is(true));
    }

    @Test
    void endsMoreThanABatchAndEachReasonByItself() {
        for (int i = 0; i < 250; i++) {
            create("idle " + i);
        }
        var old = create("old");
        for (var passed = Duration.ZERO; passed.compareTo(Sessions.LIFETIME) < 0; passed = passed.plusMinutes(20)) {
            store.touch(old.id(), Duration.ZERO);
            clock.pass(Duration.ofMinutes(20));
        }

        node.sweep().run();

        var ended = events.stream().mapToInt(event -> event.sessions().size()).sum();
        assertThat(ended, is(251));
        assertThat(
                events.stream()
                        .filter(event -> event.reason().equals(Reason.LIFETIME))
                        .flatMap(event -> event.sessions().stream())
                        .map(session -> session.subject())
                        .toList(),
                contains("old"));
    }

    @Test
    void aSignOutAndSweepsOfOneSessionAreOneEvent() throws Exception {
        for (int round = 0; round < 100; round++) {
            events.clear();
            var alice = create("alice");
            clock.pass(Sessions.IDLE);
            var barrier = new CyclicBarrier(4);
            var threads = Executors.newFixedThreadPool(4);
            var calls = IntStream.range(0, 4)
                    .<java.util.concurrent.Callable<Object>>mapToObj(i -> () -> {
                        barrier.await();
                        if (i % 2 == 0) {
                            node().sweep().run();
                        } else {
                            node.pipeline()
                                    .end(List.of(SessionSelector.byId(alice.id())), Occasion.of(Reason.SIGN_OUT));
                        }
                        return i;
                    })
                    .toList();
            for (var call : threads.invokeAll(calls)) {
                call.get();
            }
            threads.shutdown();

            assertThat(events, hasSize(1));
        }
    }

    @Test
    void aRequestThatIsUnderWayAtTheMomentOfExpiryKeepsItsCallerAndEndsTheSessionOnce() {
        var token = dev.adieu.spi.Token.random("alice", new java.security.SecureRandom());
        var like = Sessions.of("alice");
        store.create(
                new NewSession(
                        like.id(),
                        token.hash(),
                        "alice",
                        like.roles(),
                        like.scheme(),
                        like.details(),
                        like.links(),
                        like.secrets(),
                        like.idleTimeout(),
                        like.lifetime(),
                        like.retention()),
                Limit.NONE,
                Set.of());
        clock.pass(Sessions.IDLE.minusMillis(1));
        var exchange = node.begin(Requests.post("Cookie", "adieu-8080=" + token.reveal()), "");
        var later = node.begin(Requests.post("Cookie", "adieu-8080=" + token.reveal()), "");
        assertThat(exchange.session().isPresent(), is(true));

        clock.pass(Sessions.IDLE);
        assertThat(exchange.session().isPresent(), is(true));
        assertThat(later.session().isPresent(), is(false));
        assertThat(node.signOut(SignOutOptions.current(), exchange).ok(), is(true));
        node.sweep().run();

        assertThat(events, hasSize(1));
        assertThat(exchange.session().isPresent(), is(false));
    }

    @Test
    void whatADeadNodeLeftIsFinishedByAnother() {
        var alice = create("alice");
        // The node dies after the end and before its effects.
        store.end(SessionSelector.byId(alice.id()), Reason.SIGN_OUT, Set.of("notify"));

        node().sweep().run();
        assertThat(effect.performed, is(empty()));

        clock.pass(Duration.ofSeconds(15));
        node().sweep().run();
        assertThat(effect.performed, contains(alice.id()));
        assertThat(settled.get(0).outcome().ok(), is(true));

        clock.pass(Duration.ofHours(1));
        node().sweep().run();
        assertThat(effect.performed, hasSize(1));
        assertThat(events, is(empty()));
    }

    @Test
    void whatFailsIsTriedAgainAfterGrowingDelaysAndGivenUpAfterADay() {
        effect.fails = true;
        var alice = create("alice");
        node.pipeline().end(List.of(SessionSelector.byId(alice.id())), Occasion.of(SignOutOptions.current()));
        assertThat(events.get(0).effects().get(0).outstanding(), is(true));

        var tried = new ArrayList<Integer>();
        for (int quarter = 1; quarter <= 26 * 60 * 4; quarter++) {
            var before = effect.performed.size();
            clock.pass(Duration.ofSeconds(15));
            node.sweep().run();
            if (effect.performed.size() > before) {
                tried.add(quarter);
            }
        }

        assertThat(tried.subList(0, 11), contains(1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 768));
        assertThat(tried.get(tried.size() - 1), is(lessThanOrEqualTo(24 * 60 * 4)));
        var last = settled.get(settled.size() - 1);
        assertThat(last.outcome().ok() || last.outcome().outstanding(), is(false));
        assertThat(last.attempts(), is(31));
        assertThat(store.unsettled(Duration.ZERO, 10), is(empty()));
    }

    @Test
    void whatSucceedsAtLastIsSettled() {
        effect.fails = true;
        var alice = create("alice");
        node.pipeline().end(List.of(SessionSelector.byId(alice.id())), Occasion.of(Reason.SIGN_OUT));
        clock.pass(Duration.ofMinutes(1));
        node.sweep().run();
        assertThat(settled.get(0).outcome().outstanding(), is(true));

        effect.fails = false;
        clock.pass(Duration.ofMinutes(1));
        node.sweep().run();

        assertThat(settled.get(1).outcome().ok(), is(true));
        assertThat(store.unsettled(Duration.ZERO, 10), is(empty()));
    }

    /** For what takes away something that the browser is still to use. */
    @Test
    void whatWaitsIsDoneLater() {
        effect.waits = true;
        var alice = create("alice");
        node.pipeline().end(List.of(SessionSelector.byId(alice.id())), Occasion.of(Reason.SIGN_OUT));
        for (int quarter = 1; quarter < 4; quarter++) {
            clock.pass(Duration.ofSeconds(15));
            node.sweep().run();
        }
        assertThat(effect.performed, is(empty()));

        clock.pass(Duration.ofSeconds(15));
        node.sweep().run();

        assertThat(effect.performed, contains(alice.id()));
        assertThat(store.unsettled(Duration.ZERO, 10), is(empty()));
    }

    /** For what others are told by. */
    @Test
    void whatIsBegunIsSettledWhenItIsDone() {
        effect.begun = new CompletableFuture<>();
        var alice = create("alice");

        node.pipeline().end(List.of(SessionSelector.byId(alice.id())), Occasion.of(Reason.SIGN_OUT));

        assertThat(events.get(0).effects(), contains(new EffectOutcome("notify", null, true)));
        assertThat(events.get(0).effects().get(0).ok(), is(false));
        assertThat(settled, is(empty()));

        effect.begun.complete(null);

        assertThat(settled.get(0).outcome(), is(new EffectOutcome("notify", null, false)));
        assertThat(store.unsettled(Duration.ZERO, 10), is(empty()));
    }

    @Test
    void noOtherNodeBeginsWhatOneIsAtWorkOnUntilThatOneIsGone() {
        effect.begun = new CompletableFuture<>();
        var alice = create("alice");
        node.pipeline().end(List.of(SessionSelector.byId(alice.id())), Occasion.of(Reason.SIGN_OUT));
        var another = node();
        for (int beat = 1; beat <= 100; beat++) {
            clock.pass(Sweep.BEAT);
            node.sweep().hold();
            another.sweep().finish();
        }
        assertThat(effect.performed, contains(alice.id()));

        // It dies: 15 seconds after its last word.
        for (int beat = 1; beat <= 2; beat++) {
            clock.pass(Sweep.BEAT);
            another.sweep().finish();
        }
        assertThat(effect.performed, hasSize(1));
        clock.pass(Sweep.BEAT);
        another.sweep().finish();

        assertThat(effect.performed, contains(alice.id(), alice.id()));
    }

    /** What it cannot be at work on is neither refused nor counted as tried. */
    @Test
    void aBusyNodeTakesUpNoMore() {
        effect.begun = new CompletableFuture<>();
        for (int i = 0; i < 12_000; i++) {
            create("user" + i);
        }
        store.end(SessionSelector.everyone(), Reason.ADMINISTRATOR, Set.of("notify"));
        clock.pass(Duration.ofMinutes(1));
        node.sweep().finish();
        assertThat(effect.performed, hasSize(10_000));

        effect.begun.complete(null);
        node.sweep().finish();

        assertThat(effect.performed, hasSize(12_000));
        assertThat(settled.stream().allMatch(each -> each.attempts() == 1), is(true));
        assertThat(store.unsettled(Duration.ZERO, 10), is(empty()));
    }

    @Test
    void whatIsBegunAndFailsIsTriedAgain() {
        effect.begun = new CompletableFuture<>();
        var alice = create("alice");
        node.pipeline().end(List.of(SessionSelector.byId(alice.id())), Occasion.of(Reason.SIGN_OUT));

        effect.begun.completeExceptionally(new java.io.IOException("on purpose"));

        assertThat(settled.get(0).outcome(), is(new EffectOutcome("notify", "java.io.IOException", true)));

        effect.begun = new CompletableFuture<>();
        clock.pass(Duration.ofMinutes(1));
        node().sweep().run();
        assertThat(settled, hasSize(1));

        effect.begun.complete(null);

        assertThat(settled.get(1).outcome().ok(), is(true));
        assertThat(settled.get(1).attempts(), is(1));
        assertThat(store.unsettled(Duration.ZERO, 10), is(empty()));
    }

    private NewSession create(String subject) {
        var session = Sessions.of(subject);
        store.create(session, Limit.NONE, Set.of());
        return session;
    }

    private static final class Notify implements SignOutEffect {
        private final List<SessionId> performed = new CopyOnWriteArrayList<>();
        private volatile boolean fails;
        private volatile boolean waits;
        private volatile CompletableFuture<Void> begun = CompletableFuture.completedFuture(null);

        @Override
        public String name() {
            return "notify";
        }

        @Override
        public boolean durable() {
            return true;
        }

        @Override
        public boolean waits() {
            return waits;
        }

        @Override
        public CompletionStage<?> begin(List<SessionRecord> ended) throws Exception {
            perform(ended);
            return begun;
        }

        @Override
        public void perform(List<SessionRecord> ended) throws Exception {
            ended.forEach(record -> performed.add(record.session().id()));
            if (fails) {
                throw new java.io.IOException("on purpose");
            }
        }
    }
}
