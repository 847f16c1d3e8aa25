// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.servlet.test;

import dev.adieu.suite.Socket;
import dev.adieu.suite.UserAgent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

/** Sockets: whose they are, and that they are closed with their session. */
class SocketTest {
    private static final String NOBODYS = "1008 not_signed_in";

    @BeforeEach
    void forget() {
        Chat.BOUND.clear();
        Chat.OPENED.clear();
        UnsignedChat.FAILED.clear();
    }

    @AfterEach
    void repair() {
        Chat.MEANWHILE.set(() -> {});
        BreakableStore.DOWN.set(false);
    }

    private static UserAgent signedIn(Deployed deployed, String username, String scheme) {
        var agent = deployed.agent();
        agent.postForm("api/sign-in", Map.of("username", username, "scheme", scheme));
        return agent;
    }

    /** The client may hear first. */
    private static void bindingSaid(String... subjects) {
        Awaitility.await().until(() -> Chat.BOUND, contains(subjects));
    }

    private static void endAll(Deployed deployed, String username) {
        deployed.agent().postForm("api/end-all", Map.of("username", username));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Cookies", "HttpSession"})
    void areClosedByTheSignOutAndToldWhy(String scheme) throws Exception {
        try (var deployed = Deployed.with().start()) {
            var alice = signedIn(deployed, "alice", scheme);
            var one = alice.socket("chat");
            var another = alice.socket("chat");
            assertThat(one.text(), is("hello alice"));
            assertThat(another.text(), is("hello alice"));

            alice.post("api/sign-out");

            assertThat(one.closed(), is("1008 sign_out"));
            assertThat(another.closed(), is("1008 sign_out"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Cookies", "HttpSession"})
    void areClosedByWhoeverEndsTheirSessionAndOthersAreNot(String scheme) throws Exception {
        try (var deployed = Deployed.with().start()) {
            var alices = signedIn(deployed, "alice", scheme).socket("chat");
            var bob = signedIn(deployed, "bob", scheme);
            var bobs = bob.socket("chat");
            assertThat(alices.text(), is("hello alice"));
            assertThat(bobs.text(), is("hello bob"));

            endAll(deployed, "alice");

            assertThat(alices.closed(), is("1008 sign_out"));
            assertThat(bobs.isOpen(), is(true));
            bob.post("api/sign-out");
            assertThat(bobs.closed(), is("1008 sign_out"));
        }
    }

    @Test
    void areClosedBySignOutsOnAnotherNode() throws Exception {
        try (var deployed = Deployed.with().start()) {
            var socket = signedIn(deployed, "alice", "Cookies").socket("chat");
            assertThat(socket.text(), is("hello alice"));

            BreakableStore.endOnAnotherNode("alice");

            assertThat(socket.closed(), is("1008 sign_out"));
        }
    }

    @Test
    void ofALoginOfTheContainerAreClosedWithIt() throws Exception {
        try (var deployed = Deployed.with().formLogin().start()) {
            var socket = deployed.loggedIn("alice").socket("chat");
            assertThat(socket.text(), is("hello alice"));

            endAll(deployed, "alice");

            assertThat(socket.closed(), is("1008 sign_out"));
        }
    }

    @Test
    void ofALoginThatNoRequestHasShownAreItsOwn() throws Exception {
        try (var deployed = Deployed.with().formLogin().start()) {
            var agent = deployed.agent();
            agent.get("private/");
            Deployed.login(agent, "alice");

            var socket = agent.socket("chat");

            assertThat(socket.text(), is("hello alice"));
            endAll(deployed, "alice");
            assertThat(socket.closed(), is("1008 sign_out"));
        }
    }

    @Test
    void areNoActivityAndEndWithTheirSessionsTime() throws Exception {
        try (var deployed = Deployed.with()
                .setting("adieu.idle-timeout", "PT1S")
                .setting("adieu.sweep-interval", "PT1S")
                .start()) {
            var socket = signedIn(deployed, "alice", "Cookies").socket("chat");

            assertThat(socket.closed(), is("1008 idle_timeout"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Cookies", "HttpSession"})
    void areNobodysWithoutALiveSession(String scheme) throws Exception {
        try (var deployed = Deployed.with().start()) {
            var alice = signedIn(deployed, "alice", scheme);
            var stolen = alice.copy();
            alice.post("api/sign-out");

            assertThat(stolen.socket("chat").closed(), is(NOBODYS));
            assertThat(deployed.agent().socket("chat").closed(), is(NOBODYS));
            bindingSaid("nobody", "nobody");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Origin, https://evil.example",
        "Origin, null",
        "Origin, http://localhost:1",
        "Sec-Fetch-Site, same-site",
        "Referer, https://evil.example/page"
    })
    void areNobodysWhereAnotherSiteOpensThem(String header, String value) throws Exception {
        try (var deployed = Deployed.with().start()) {
            var alice = signedIn(deployed, "alice", "Cookies");

            assertThat(alice.socket("chat", header, value).closed(), is("1008 cross_site_request"));
            bindingSaid("nobody");
        }
    }

    @Test
    void areOpenForTheApplicationsOwnPagesAndThoseThatAreAllowed() throws Exception {
        try (var deployed = Deployed.with()
                .setting("adieu.allowed-origins", "https://front.example")
                .start()) {
            var alice = signedIn(deployed, "alice", "Cookies");
            var own = "http://localhost:" + deployed.root().getPort();

            assertThat(alice.socket("chat", "Origin", own).text(), is("hello alice"));
            assertThat(alice.socket("chat", "Origin", "https://front.example").text(), is("hello alice"));
        }
    }

    @Test
    void areToldToTryAgainWhileTheStoreDoesNotAnswer() throws Exception {
        try (var deployed = Deployed.with().start()) {
            var alice = signedIn(deployed, "alice", "Cookies");
            BreakableStore.DOWN.set(true);

            assertThat(alice.socket("chat").closed(), is("1013 store_unavailable"));

            BreakableStore.DOWN.set(false);
            Chat.MEANWHILE.set(() -> BreakableStore.DOWN.set(true));
            assertThat(alice.socket("chat").closed(), is("1013 store_unavailable"));
            bindingSaid("nobody", "nobody");
        }
    }

    @Test
    void areNobodysWhereTheirSessionEndsBeforeTheyAreBound() throws Exception {
        try (var deployed = Deployed.with().start()) {
            var alice = signedIn(deployed, "alice", "Cookies");
            Chat.MEANWHILE.set(() -> endAll(deployed, "alice"));

            assertThat(alice.socket("chat").closed(), is("1008 ended"));
            bindingSaid("nobody");
        }
    }

    @Test
    void areTheirOwnersHoweverManyAreOpenedAtATime() throws Exception {
        try (var deployed = Deployed.with().start()) {
            var names = new ArrayList<String>();
            var opening = new ArrayList<Future<Socket>>();
            var threads = Executors.newFixedThreadPool(20);
            for (int i = 0; i < 400; i++) {
                names.add("hello user " + i % 20);
            }
            var agents = names.stream()
                    .distinct()
                    .map(name -> signedIn(deployed, name.substring("hello ".length()), "Cookies"))
                    .toList();

            for (int i = 0; i < names.size(); i++) {
                var agent = agents.get(i % 20);
                opening.add(threads.submit(() -> agent.socket("chat")));
            }
            var greetings = new ArrayList<String>();
            for (var socket : opening) {
                greetings.add(socket.get().text());
            }

            assertThat(greetings, is(names));
            threads.shutdown();
        }
    }

    @Test
    void areForgottenOnceTheyAreClosedThoughTheEndpointDoesNothing() throws Exception {
        try (var deployed = Deployed.with().start()) {
            var alice = signedIn(deployed, "alice", "Cookies");
            var closed = alice.socket("chat");
            closed.text();
            closed.close();
            var dropped = alice.socket("chat");
            dropped.text();
            dropped.drop();
            var gone = List.copyOf(Chat.OPENED);

            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
                alice.socket("chat").drop();
                System.gc();
                return gone.stream().allMatch(each -> each.get() == null);
            });
        }
    }

    @Test
    void areOpenedByAConfiguratorOfTheApplicationsOwn() throws Exception {
        try (var deployed = Deployed.with().start()) {
            var alice = signedIn(deployed, "alice", "Cookies");

            var socket = alice.socket("rooms/kitchen/chat", "Accept-Language", "eo");

            assertThat(socket.text(), is("eo of alice"));
            alice.post("api/sign-out");
            assertThat(socket.closed(), is("1008 sign_out"));
        }
    }

    @Test
    void areRefusedWhereNobodyHasLookedAtTheHandshake() throws Exception {
        try (var deployed = Deployed.with().start()) {
            var alice = signedIn(deployed, "alice", "Cookies");

            assertThat(alice.socket("unsigned").closed(), is("1011 handshake_unknown"));
            Awaitility.await().until(() -> !UnsignedChat.FAILED.isEmpty());
            assertThat(UnsignedChat.FAILED.get(0).getMessage(), containsString("SignedInHandshake"));
        }
    }
}
