// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.suite;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

class SignInIT {
    private final UserAgent agent = new UserAgent(Sample.root());

    @Test
    @Tag("sign-in")
    void aFormSignsIn() {
        var reply = agent.signIn("alice", "wonderland");

        assertThat(reply.status(), is(200));
        assertThat(reply.json().getString("subject"), is("alice"));
        var me = agent.get("api/me");
        assertThat(me.status(), is(200));
        assertThat(me.json().getString("subject"), is("alice"));
        assertThat(me.json().getString("session"), is(reply.json().getString("session")));
        assertThat(agent.subject(), is("alice"));
    }

    @Test
    @Tag("sign-in")
    void jsonSignsIn() {
        var reply = agent.postJson("api/sign-in", "{\"username\":\"bob\",\"password\":\"builder\"}");

        assertThat(reply.status(), is(200));
        assertThat(agent.subject(), is("bob"));
    }

    @Test
    @Tag("sign-in")
    void aNavigationIsLedHome() {
        var reply = agent.postForm(
                "api/sign-in", Map.of("username", "alice", "password", "wonderland"), UserAgent.NAVIGATION);

        assertThat(reply.status(), is(303));
        assertThat(reply.header("Location"), endsWith(Sample.home()));
        assertThat(agent.subject(), is("alice"));
    }

    @Test
    @Tag("sign-in")
    void aNavigationIsLedToASafeNextUrl() {
        var reply = agent.postForm(
                "api/sign-in",
                Map.of("username", "alice", "password", "wonderland", "next", "/inbox?folder=1"),
                UserAgent.NAVIGATION);

        assertThat(reply.status(), is(303));
        assertThat(reply.header("Location"), endsWith("/inbox?folder=1"));
    }

    @Test
    @Tag("sign-in")
    void aNavigationIsNotLedToAStranger() {
        var reply = agent.postForm(
                "api/sign-in",
                Map.of("username", "alice", "password", "wonderland", "next", "//evil.example/"),
                UserAgent.NAVIGATION);

        assertThat(reply.status(), is(303));
        assertThat(reply.header("Location"), not(containsString("evil")));
        assertThat(agent.subject(), is("alice"));
    }

    @Test
    @Tag("sign-in")
    void aWrongPasswordSignsNobodyIn() {
        var reply = agent.signIn("alice", "looking-glass");

        assertThat(reply.status(), is(401));
        assertThat(reply.setCookies(), is(empty()));
        assertThat(agent.subject(), is(""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "\"alice\"",
                "{}",
                "{\"username\":\"alice\"}",
                "{\"username\":1,\"password\":\"x\"}",
                "{\"username\":\"alice\",\"password\":null}",
                "{\"username\":\"alice\",\"password\":\"wonderland\",\"next\":7}",
                "{\"username\":[\"alice\"],\"password\":{}}",
                "{\"username\":\"alice\",\"password\":\"wonderland\"",
                "\u0000"
            })
    @Tag("sign-in")
    void badJsonIsRefusedWithAReason(String body) {
        var reply = agent.postJson("api/sign-in", body);

        assertThat(reply.status(), is(400));
        assertThat(reply.json().getString("error"), is(not("")));
    }

    @Test
    @Tag("sign-in")
    void aFormWithoutAPasswordIsRefusedWithAReason() {
        var reply = agent.postForm("api/sign-in", Map.of("username", "alice"));

        assertThat(reply.status(), is(400));
        assertThat(reply.json().getString("error"), containsString("password"));
    }

    @Test
    @Tag("cookies")
    void theCookieIsOutOfReachOfScriptsAndOtherSites() {
        var reply = agent.signIn("alice", "wonderland");

        assertThat(reply.setCookies(), hasSize(1));
        var cookie = reply.setCookies().get(0);
        assertThat(cookie, containsString("; HttpOnly"));
        assertThat(cookie, containsString("; SameSite=Lax"));
        assertThat(cookie, containsString("; Path=/;"));
        assertThat(cookie, not(containsString("Domain")));
        assertThat(cookie, not(containsString("Max-Age")));
    }

    @Test
    @Tag("cookies")
    void theTokenHas256RandomBitsAndIsNewEachTime() {
        var first = agent.signedIn("alice").token();
        var second = agent.signedIn("alice").token();

        // Two characters that say where a store keeps the subject, 43 that are random.
        assertThat(first, matchesPattern("[A-Za-z0-9_-]{45}"));
        assertThat(second.substring(0, 2), is(first.substring(0, 2)));
        assertThat(second.substring(2), is(not(first.substring(2))));
    }

    @Test
    @Tag("sign-in")
    void theBrowsersFormerSessionEnds() {
        agent.signedIn("alice");
        var former = agent.copy();

        agent.signedIn("bob");

        assertThat(agent.subject(), is("bob"));
        assertThat(former.subject(), is(""));
    }

    @Test
    void anonymousCallersAreToldToSignIn() {
        var reply = agent.get("api/me");

        assertThat(reply.status(), is(401));
        assertThat(reply.header("WWW-Authenticate"), is(not("")));
        assertThat(reply.header("Cache-Control"), containsString("no-store"));
        assertThat(agent.get("api/hello").status(), is(200));
    }

    @Test
    @Tag("devices")
    void peopleSeeTheirSessions() {
        agent.signedIn("user17");
        var other = new UserAgent(Sample.root()).signedIn("user17");

        var sessions = agent.get("api/sessions").array();

        var current = sessions.stream()
                .filter(each -> each.asJsonObject().getBoolean("current"))
                .toList();
        assertThat(current, hasSize(1));
        assertThat(current.get(0).asJsonObject().getString("id"), is(agent.session()));
        assertThat(
                sessions.stream()
                        .anyMatch(each -> each.asJsonObject().getString("id").equals(other.session())),
                is(true));
    }
}
