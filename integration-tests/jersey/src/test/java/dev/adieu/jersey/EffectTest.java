// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.jersey;

import dev.adieu.EffectOutcome;
import dev.adieu.ResponseChange;
import dev.adieu.SignOutOptions;
import dev.adieu.SignedOut;
import dev.adieu.spi.Limit;
import dev.adieu.spi.NewSession;
import dev.adieu.spi.SessionRecord;
import dev.adieu.spi.SignOutEffect;
import dev.adieu.suite.UserAgent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

class EffectTest {
    private Served served;
    private UserAgent alice;
    private Recorder recorder;
    private TestStore store;

    @BeforeEach
    void serve() {
        served = Served.with(Account.class)
                .beans(
                        TestStore.class,
                        Recorder.class,
                        First.class,
                        Unneeded.class,
                        Broken.class,
                        BrokenAndDurable.class,
                        Durable.class)
                .start();
        alice = served.agent().signedIn("alice");
        recorder = served.bean(Recorder.class);
        store = served.bean(TestStore.class);
    }

    @AfterEach
    void stop() {
        served.close();
    }

    @Test
    void everyEffectRunsInOrderAndNoneStopsAnother() {
        var reply = alice.post("sign-out");

        assertThat(reply.json().getBoolean("ok"), is(true));
        assertThat(recorder.performed(), contains("first", "broken", "broken-and-durable", "durable"));
        assertThat(alice.subject(), is(""));
    }

    @Test
    void theEventTellsHowEachEffectWent() {
        alice.post("sign-out");

        assertThat(recorder.events(), hasSize(1));
        assertThat(
                recorder.events().get(0).effects(),
                contains(
                        new EffectOutcome("first", null, false),
                        new EffectOutcome("broken", "java.lang.AssertionError", false),
                        new EffectOutcome("broken-and-durable", "java.io.IOException", true),
                        new EffectOutcome("durable", null, false)));
    }

    @Test
    void whatIsNotNeededIsAsIfItWereNotThere() {
        alice.post("sign-out");

        assertThat(recorder.performed(), not(hasItem("unneeded")));
        assertThat(recorder.events().get(0).effects(), hasSize(4));
    }

    @Test
    void whatIsDurableAndFailedStaysOutstanding() {
        alice.post("sign-out");

        var left = store.unsettled(Duration.ZERO, 10);

        assertThat(left, hasSize(1));
        assertThat(left.get(0).ended().orElseThrow().outstanding(), contains("broken-and-durable"));
    }

    @Test
    void aStoreOutsideGetsNoSecretWithoutAKey() {
        alice.post("sign-out");

        assertThat(store.unsettled(Duration.ZERO, 10).get(0).secrets(), is(Map.of()));
    }

    @Test
    void effectsRunOnceForASession() {
        var second = alice.copy();
        alice.post("sign-out");
        recorder.performed().clear();

        second.post("sign-out");

        assertThat(recorder.performed(), is(empty()));
        assertThat(recorder.events(), hasSize(1));
    }

    @Test
    void aStoreThatFailsAfterTheLookUpIsUnavailable() {
        var second = alice.copy();
        alice.post("sign-out");
        store.findEndedFails(true);

        var reply = second.post("sign-out");

        assertThat(reply.status(), is(503));
        assertThat(reply.json().getString("error"), is("store_unavailable"));
    }

    @Test
    void aSignOutDoesNotAskWhatEndedBefore() {
        store.findEndedFails(true);

        assertThat(alice.post("sign-out").json().getBoolean("ok"), is(true));
    }

    @Test
    void aSessionThatBeginsDuringEverywhereIsAmongThem() {
        var late = newSession(store.created().get(0));
        store.beforeEnd(() -> store.create(late, Limit.NONE, Set.of()));

        alice.post("everywhere");

        assertThat(
                recorder.ended().get(0).stream()
                        .map(record -> record.session().id())
                        .toList(),
                containsInAnyOrder(store.created().get(0).id(), late.id()));
        assertThat(store.find(late.token()).isPresent(), is(false));
    }

    @Test
    void theNextUrlComesFromTheEffect() {
        assertThat(alice.post("sign-out").json().getString("url"), is("https://op.example/logout?of=alice&next=/"));
    }

    @Test
    void theSecondOfTwoClicksReachesTheProviderToo() {
        var second = alice.copy();
        store.beforeEnd(() -> {
            // The first click, while the second has found the session and not yet ended it.
            assertThat(alice.post("sign-out").json().getBoolean("ok"), is(true));
        });

        var reply = second.post("sign-out");

        assertThat(reply.json().getString("url"), is("https://op.example/logout?of=alice&next=/"));
        assertThat(recorder.events(), hasSize(1));
    }

    @Test
    void soDoesASecondClickAMomentLater() {
        var second = alice.copy();
        alice.post("sign-out");

        var reply = second.post("sign-out");

        assertThat(reply.json().getString("url"), is("https://op.example/logout?of=alice&next=/"));
        assertThat(recorder.events(), hasSize(1));
    }

    @Test
    void aNavigationIsRedirectedToTheProviderAndAFetchNever() {
        var second = served.agent().signedIn("alice");

        assertThat(alice.post("sign-out", UserAgent.NAVIGATION).status(), is(303));
        assertThat(
                second.post("sign-out", "Sec-Fetch-Mode", "cors", "Sec-Fetch-Site", "same-origin")
                        .status(),
                is(200));
    }

    @Test
    void whatAStoreEndedBeforeItFailedIsFollowedUp() {
        store.endsAndFails(true);

        var reply = alice.post("sign-out");

        assertThat(reply.status(), is(503));
        assertThat(recorder.performed(), contains("first", "broken", "broken-and-durable", "durable"));
        assertThat(recorder.events(), hasSize(1));
    }

    @Test
    void anObserverThatFailsChangesNothing() {
        recorder.failFromNowOn();

        var reply = alice.post("sign-out");

        assertThat(reply.status(), is(200));
        assertThat(reply.json().getBoolean("ok"), is(true));
        assertThat(alice.subject(), is(""));
        Awaitility.await().until(() -> recorder.asynchronous().size() == 1);
    }

    @Test
    void observersHearOnAnotherThreadToo() {
        alice.post("sign-out");

        Awaitility.await().until(() -> recorder.asynchronous().size() == 1);
        assertThat(recorder.asynchronous().get(0).sessions().get(0).subject(), is("alice"));
    }

    @Test
    void signingInAgainEndsTheFormerSessionWithAReason() {
        alice.signedIn("bob");

        assertThat(recorder.events(), hasSize(1));
        assertThat(recorder.events().get(0).reason().code(), is("replaced"));
        assertThat(recorder.performed(), hasSize(4));
    }

    private static NewSession newSession(NewSession like) {
        var random = new java.security.SecureRandom();
        return new NewSession(
                dev.adieu.spi.Bucket.of(like.subject()).newSessionId(random),
                dev.adieu.spi.Token.random(like.subject(), random).hash(),
                like.subject(),
                like.roles(),
                like.scheme(),
                like.details(),
                like.links(),
                like.secrets(),
                like.idleTimeout(),
                like.lifetime(),
                like.retention());
    }

    /** What happened. */
    @ApplicationScoped
    public static class Recorder {
        private final List<String> performed = new CopyOnWriteArrayList<>();
        private final List<List<SessionRecord>> ended = new CopyOnWriteArrayList<>();
        private final List<SignedOut> events = new CopyOnWriteArrayList<>();
        private final List<SignedOut> asynchronous = new CopyOnWriteArrayList<>();
        private volatile boolean fail;

        List<String> performed() {
            return performed;
        }

        List<List<SessionRecord>> ended() {
            return ended;
        }

        List<SignedOut> events() {
            return events;
        }

        List<SignedOut> asynchronous() {
            return asynchronous;
        }

        void failFromNowOn() {
            fail = true;
        }

        void observe(@Observes SignedOut event) {
            events.add(event);
            if (fail) {
                throw new IllegalStateException("on purpose");
            }
        }

        void observeLater(@ObservesAsync SignedOut event) {
            asynchronous.add(event);
        }

        void perform(String effect, List<SessionRecord> records) {
            performed.add(effect);
            ended.add(new ArrayList<>(records));
        }
    }

    /** An effect that works, and names the next URL. */
    @ApplicationScoped
    public static class First implements SignOutEffect {
        @jakarta.inject.Inject
        Recorder recorder;

        @Override
        public String name() {
            return "first";
        }

        @Override
        public int order() {
            return -1;
        }

        @Override
        public void perform(List<SessionRecord> ended) throws Exception {
            recorder.perform(name(), ended);
        }

        @Override
        public List<ResponseChange> respond(
                SessionRecord own, SignOutOptions options, URI url, ContainerRequestContext request) {
            return List.of(new ResponseChange.SeeOther(
                    URI.create("https://op.example/logout?of=" + own.session().subject() + "&next=" + url)));
        }
    }

    /** An effect that has nothing to do here. */
    @ApplicationScoped
    public static class Unneeded implements SignOutEffect {
        @jakarta.inject.Inject
        Recorder recorder;

        @Override
        public String name() {
            return "unneeded";
        }

        @Override
        public boolean isNeeded() {
            return false;
        }

        @Override
        public boolean durable() {
            return true;
        }

        @Override
        public void perform(List<SessionRecord> ended) {
            recorder.perform(name(), ended);
        }
    }

    /** An effect that does not. */
    @ApplicationScoped
    public static class Broken implements SignOutEffect {
        @jakarta.inject.Inject
        Recorder recorder;

        @Override
        public String name() {
            return "broken";
        }

        @Override
        public void perform(List<SessionRecord> ended) throws Exception {
            recorder.perform(name(), ended);
            throw new AssertionError("on purpose");
        }

        @Override
        public List<ResponseChange> respond(
                SessionRecord own, SignOutOptions options, URI url, ContainerRequestContext request) {
            throw new IllegalStateException("on purpose");
        }
    }

    /** An effect that will have to be tried again. */
    @ApplicationScoped
    public static class BrokenAndDurable implements SignOutEffect {
        @jakarta.inject.Inject
        Recorder recorder;

        @Override
        public String name() {
            return "broken-and-durable";
        }

        @Override
        public boolean durable() {
            return true;
        }

        @Override
        public void perform(List<SessionRecord> ended) throws Exception {
            recorder.perform(name(), ended);
            throw new java.io.IOException("on purpose");
        }
    }

    /** An effect that is remembered until it is done. */
    @ApplicationScoped
    public static class Durable implements SignOutEffect {
        @jakarta.inject.Inject
        Recorder recorder;

        @Override
        public String name() {
            return "durable";
        }

        @Override
        public boolean durable() {
            return true;
        }

        @Override
        public void perform(List<SessionRecord> ended) throws Exception {
            recorder.perform(name(), ended);
        }
    }
}
