// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.servlet.test;

import dev.adieu.suite.UserAgent;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

/** Logins that the container made: they become sessions, end as such, and do not come back. */
class ContainerLoginTest {

    @Test
    void becomesASessionUnderItsPrincipal() throws Exception {
        try (var deployed = Deployed.with().formLogin().start()) {
            var alice = deployed.loggedIn("alice");

            assertThat(alice.subject(), is("alice"));
            assertThat(alice.get("private/").body(), is("page of alice, a session"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"api/sign-out", "api/call", "api/later", "api/invalidating"})
    void endsWithTheServersSessionAndIsToldOnce(String path) throws Exception {
        try (var deployed = Deployed.with().formLogin().start()) {
            var alice = deployed.loggedIn("alice");
            var stolen = alice.copy();

            var reply = alice.post(path);

            assertThat(reply.json().getBoolean("ok"), is(true));
            assertThat(stolen.get("private/").body(), not(containsString("alice")));
            assertThat(stolen.subject(), is(""));
            assertThat(Events.ends(), contains("alice sign_out"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pages/logout", "pages/invalidate"})
    void endsWhereTheApplicationEndsItItself(String path) throws Exception {
        try (var deployed = Deployed.with().formLogin().start()) {
            var alice = deployed.loggedIn("alice");
            var stolen = alice.copy();

            alice.post(path);

            assertThat(Events.ends(), contains("alice sign_out"));
            assertThat(stolen.subject(), is(""));
        }
    }

    @Test
    void endsWithTheContainersTimeout() throws Exception {
        try (var deployed = Deployed.with().formLogin().start()) {
            var alice = deployed.loggedIn("alice");
            alice.get("pages/short");

            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> {
                deployed.lookForTimeouts();
                return !Events.ends().isEmpty();
            });

            assertThat(Events.ends(), contains("alice idle_timeout"));
        }
    }

    @Test
    void endedElsewhereIsRefusedByServletsAtTheNextRequest() throws Exception {
        try (var deployed = Deployed.with().formLogin().start()) {
            var alice = deployed.loggedIn("alice");
            deployed.loggedIn("bob").postForm("api/end-all", java.util.Map.of("username", "alice"));

            assertThat(alice.copy().get("private/").body(), not(containsString("page of alice")));
            assertThat(alice.copy().get("pages/").body(), is("page of null, no session"));
            assertThat(alice.subject(), is(""));
        }
    }

    @Test
    void followsAChangeOfTheSessionsId() throws Exception {
        try (var deployed = Deployed.with().formLogin().start()) {
            var alice = deployed.loggedIn("alice");
            var before = alice.copy();

            alice.post("api/change-id");

            assertThat(alice.subject(), is("alice"));
            assertThat(before.subject(), is(""));
            assertThat(Events.ends(), is(empty()));
        }
    }

    @Test
    void ofAnotherPersonInTheSameSessionReplacesTheFirst() throws Exception {
        try (var deployed = Deployed.with().formLogin().start()) {
            var agent = deployed.loggedIn("alice");
            agent.post("pages/logout");

            agent.postForm("api/login", java.util.Map.of("username", "bob"));

            assertThat(agent.subject(), is("bob"));
            assertThat(Events.ends(), contains("alice sign_out"));
        }
    }

    @Test
    void withinARequestIsNoticedByTheCallThatAsks() throws Exception {
        try (var deployed = Deployed.with().formLogin().start()) {
            var agent = deployed.agent();

            var reply = agent.postForm("api/login", java.util.Map.of("username", "bob"));

            assertThat(reply.body(), is("bob"));
            assertThat(agent.subject(), is("bob"));
            assertThat(agent.post("api/sign-out").json().getBoolean("ok"), is(true));
            assertThat(Events.ends(), contains("bob sign_out"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"api/out/sign-out", "api/out/call"})
    void doesNotEndByARequestThatTheContainerSavedBeforeIt(String path) throws Exception {
        try (var deployed = Deployed.with().formLogin().start()) {
            var agent = deployed.agent();
            agent.post(path);

            var login = Deployed.login(agent, "alice");
            var replayed = agent.get(login.header("Location"), UserAgent.NAVIGATION);

            assertThat(replayed.status(), is(428));
            assertThat(agent.subject(), is("alice"));
            assertThat(Events.ends(), is(empty()));
            assertThat(agent.post(path).json().getBoolean("ok"), is(true));
            assertThat(agent.subject(), is(""));
        }
    }

    @Test
    void thatTheBrowserRepeatsByItselfIsNotSaidToHaveEnded() throws Exception {
        try (var deployed = Deployed.with().basicLogin().start()) {
            var basic = "Basic " + java.util.Base64.getEncoder().encodeToString("alice:secret".getBytes());

            var reply = deployed.agent().post("api/out/sign-out", "Authorization", basic);

            assertThat(reply.status(), is(500));
            assertThat(reply.json().getString("error"), is("unrecognised_session"));
            assertThat(Events.ends(), is(empty()));
        }
    }

    @Test
    void byACookieThatSurvivesIsNotALoginAnyMore() throws Exception {
        try (var deployed = Deployed.with().singleSignOn().start()) {
            var alice = deployed.loggedIn("alice");
            alice.subject();
            var survivor = deployed.agent().withCookie("JSESSIONIDSSO", alice.cookie("JSESSIONIDSSO"));
            assertThat(survivor.copy().get("private/").body(), containsString("page of alice"));

            deployed.loggedIn("bob").postForm("api/end-all", java.util.Map.of("username", "alice"));

            assertThat(survivor.copy().get("private/").body(), not(containsString("page of alice")));
            assertThat(survivor.copy().get("api/hello").body(), not(containsString("alice")));
            assertThat(Events.ends(), contains("alice sign_out"));
        }
    }

    @Test
    void byACookieThatSurvivesSendsABrowserThereAgainAsNobody() throws Exception {
        try (var deployed = Deployed.with().singleSignOn().start()) {
            var alice = deployed.loggedIn("alice");
            alice.subject();
            deployed.loggedIn("bob").postForm("api/end-all", java.util.Map.of("username", "alice"));

            var reply = alice.get("private/?x=1", UserAgent.NAVIGATION);

            assertThat(reply.status(), is(307));
            assertThat(reply.header("Location"), is("/shop/private/?x=1"));
            assertThat(alice.cookieHeader(), is(""));
            assertThat(alice.get("private/").body(), not(containsString("page of alice")));
        }
    }

    @Test
    void overTheLimitIsUndone() throws Exception {
        try (var deployed = Deployed.with()
                .formLogin()
                .setting("adieu.max-sessions", "1")
                .setting("adieu.max-sessions-reached", "refuse-newcomer")
                .start()) {
            var desk = deployed.loggedIn("alice");
            var phone = deployed.agent();
            phone.get("private/");
            Deployed.login(phone, "alice");

            var reply = phone.get("private/");

            assertThat(reply.status(), is(401));
            assertThat(reply.body(), not(containsString("page of")));
            assertThat(desk.get("private/").body(), containsString("page of alice"));
        }
    }
}
