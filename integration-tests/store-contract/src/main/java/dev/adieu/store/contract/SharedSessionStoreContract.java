// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.store.contract;

import dev.adieu.FederatedLink;
import dev.adieu.Page;
import dev.adieu.Reason;
import dev.adieu.SessionId;
import dev.adieu.spi.Limit;
import dev.adieu.spi.NewSession;
import dev.adieu.spi.SessionStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.adieu.Reason.SIGN_OUT;
import static dev.adieu.SessionSelector.byId;
import static dev.adieu.SessionSelector.byIssuerAndSid;
import static dev.adieu.SessionSelector.bySubject;
import static dev.adieu.SessionSelector.othersOf;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/** What a {@link SessionStore} promises that several nodes use at once. */
public abstract class SharedSessionStoreContract {
    private static final Set<String> NOTHING = Set.of();
    /** Before an end that never comes to one is given up. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final MovingClock clock = new MovingClock();
    private SessionStore here;
    private SessionStore there;

    /** A store with nothing in it that tells the time by this clock. */
    protected abstract SessionStore emptyStore(MovingClock clock);

    /** The same store, as another node has it. */
    protected abstract SessionStore onAnotherNode(MovingClock clock);

    @BeforeEach
    void open() {
        here = emptyStore(clock);
        there = onAnotherNode(clock);
    }

    @Test
    void anotherNodeSeesEveryEndAtOnce() {
        for (int round = 0; round < 200; round++) {
            var alice = create("alice");
            assertThat(there.find(alice.token()).isPresent(), is(true));

            here.end(byId(alice.id()), SIGN_OUT, NOTHING);

            assertThat(there.find(alice.token()), is(Optional.empty()));
            assertThat(there.touch(alice.id(), Duration.ZERO), is(false));
        }
    }

    @Test
    void oneOfTwoNodesGetsEachSession() throws Exception {
        var sessions = new ArrayList<NewSession>();
        for (int i = 0; i < 100; i++) {
            sessions.add(create("user" + i % 10));
        }

        var ended = Together.call(20, i -> {
            var mine = new ArrayList<SessionId>();
            for (var session : sessions) {
                (i % 2 == 0 ? here : there)
                        .end(i < 10 ? byId(session.id()) : bySubject("user" + i % 10), SIGN_OUT, NOTHING)
                        .forEach(record -> mine.add(record.session().id()));
            }
            return mine;
        });

        var all = ended.stream().flatMap(List::stream).toList();
        assertThat(all, hasSize(sessions.size()));
        assertThat(new HashSet<>(all), hasSize(sessions.size()));
    }

    @Test
    void sightingsOnAnotherNodeReviveNothing() throws Exception {
        for (int round = 0; round < 20; round++) {
            var alice = create("alice");

            Together.call(2, i -> {
                if (i == 0) {
                    return here.end(byId(alice.id()), SIGN_OUT, NOTHING);
                }
                for (int touch = 0; touch < 20; touch++) {
                    there.touch(alice.id(), Duration.ZERO);
                }
                return List.of();
            });

            assertThat(there.find(alice.token()), is(Optional.empty()));
            assertThat(there.endExpired(10, NOTHING), is(empty()));
        }
    }

    @Test
    void anotherNodeTakesOverWhatIsOutstanding() {
        var alice = create("alice");
        here.end(byId(alice.id()), SIGN_OUT, Set.of("notify"));
        clock.pass(Duration.ofMinutes(1));

        var taken = there.unsettled(Duration.ofMinutes(1), 10);

        assertThat(taken, hasSize(1));
        assertThat(taken.get(0).ended().orElseThrow().outstanding(), contains("notify"));
        assertThat(here.unsettled(Duration.ofMinutes(1), 10), is(empty()));
        there.settle(Set.of(alice.id()), "notify");
        clock.pass(Duration.ofMinutes(2));
        assertThat(here.unsettled(Duration.ofMinutes(1), 10), is(empty()));
    }

    @Test
    void oneOfTwoNodesRemembersFirst() throws Exception {
        for (int round = 0; round < 50; round++) {
            var key = "jti-" + round;
            var until = clock.instant().plusSeconds(60);

            var known = Together.call(2, i -> (i == 0 ? here : there).remember(key, "node " + i, until));

            assertThat(known.stream().filter(Optional::isEmpty).toList(), hasSize(1));
            assertThat(here.recall(key), is(there.recall(key)));
        }
    }

    @Test
    void limitsHoldOverNodes() throws Exception {
        var limit = new Limit(3, Limit.WhenReached.REFUSE_NEWCOMER);

        Together.call(20, i -> (i % 2 == 0 ? here : there).create(Sessions.of("alice"), limit, NOTHING));

        assertThat(here.list(bySubject("alice"), Page.first(100)), hasSize(3));
    }

    @Test
    void watchersHearOfEndsOnAnotherNode() {
        var seen = new ConcurrentHashMap<SessionId, Reason>();
        var watch = there.watch(seen::put);
        var alice = create("alice");

        here.end(byId(alice.id()), SIGN_OUT, NOTHING);

        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> SIGN_OUT.equals(seen.get(alice.id())));
        watch.close();
    }

    @Test
    void endsTenThousandSessionsOfASubject() throws Exception {
        var sessions = Together.call(4, i -> {
            var mine = new ArrayList<NewSession>();
            for (int n = 0; n < 2_500; n++) {
                mine.add(create("crowd"));
            }
            return mine;
        });
        var bystander = create("bob");

        var ended = here.end(bySubject("crowd"), SIGN_OUT, NOTHING);

        var ids = new HashSet<SessionId>();
        ended.forEach(record -> ids.add(record.session().id()));
        assertThat(ended, hasSize(10_000));
        assertThat(ids, hasSize(10_000));
        assertThat(there.list(bySubject("crowd"), Page.first(1)), is(empty()));
        assertThat(there.find(sessions.get(0).get(0).token()), is(Optional.empty()));
        assertThat(there.find(bystander.token()).isPresent(), is(true));
    }

    @Test
    void endsMoreThanAChunkByEveryName() {
        var link = new FederatedLink("https://op.example", "crowd", "one");
        var ids = new ArrayList<SessionId>();
        for (int i = 0; i < 1_100; i++) {
            var session = Sessions.of("crowd", link);
            here.create(session, Limit.NONE, NOTHING);
            ids.add(session.id());
        }
        var all = ids.toArray(SessionId[]::new);

        assertTimeoutPreemptively(PATIENCE, () -> {
            assertThat(here.end(othersOf("crowd", all), SIGN_OUT, NOTHING), is(empty()));
            assertThat(here.end(byIssuerAndSid("https://op.example", "one"), SIGN_OUT, NOTHING), hasSize(all.length));
            assertThat(here.end(byIssuerAndSid("https://op.example", "one"), SIGN_OUT, NOTHING), is(empty()));
            assertThat(here.end(byId(all), SIGN_OUT, NOTHING), is(empty()));
        });
    }

    @Test
    void keepsVeryLongValues() {
        var subject = "a".repeat(100_000);
        var alice = create(subject);

        assertThat(there.find(alice.token()).orElseThrow().session().subject(), is(subject));
        assertThat(there.end(bySubject(subject), SIGN_OUT, NOTHING), hasSize(1));
    }

    private NewSession create(String subject) {
        var session = Sessions.of(subject);
        here.create(session, Limit.NONE, NOTHING);
        return session;
    }
}
