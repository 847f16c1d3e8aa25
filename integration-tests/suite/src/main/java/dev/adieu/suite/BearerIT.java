// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.suite;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesRegex;
import static org.hamcrest.Matchers.not;

/** People whom the server knows by a bearer token of MicroProfile JWT. */
@Tag("bearer")
class BearerIT {
    private static final Tokens PROVIDER = new Tokens();

    private final UserAgent agent = new UserAgent(Sample.root());

    @Test
    void areSignedInByTheirToken() {
        var desk = PROVIDER.bearing("user81", "cook");
        var phone = PROVIDER.bearing("user81");
        agent.get("api/me", phone);

        var me = agent.get("api/me", desk).json();

        assertThat(me.getString("subject"), is("user81"));
        assertThat(me.getString("scheme"), is("Bearer"));
        assertThat(me.getJsonArray("roles").getString(0), is("cook"));
        assertThat(agent.get("api/sessions", desk).array(), hasSize(2));
    }

    @Test
    void areNobodyWithoutOne() {
        assertThat(agent.subject(), is(""));

        var reply = agent.get("api/me");

        assertThat(reply.status(), is(401));
        assertThat(reply.headers().allValues("WWW-Authenticate").toString(), containsString("Bearer"));
    }

    /** The path is the application's, as everywhere: RESTEasy completes a path by that of Jakarta REST. */
    @Test
    void areLedToTheLoginWithoutOneWhenTheyAskForAPage() {
        var reply = agent.get("api/me", UserAgent.NAVIGATION);

        assertThat(reply.status(), is(303));
        assertThat(
                URI.create(Sample.origin() + "/").resolve(reply.header("Location")),
                is(Sample.root().resolve("login.html")));
    }

    @Test
    void areNobodyByATokenOfAnotherKey() {
        var keys = System.getProperty("adieu.sample.public-key");
        var forged = new Tokens().bearing("admin", "admin");
        System.setProperty("adieu.sample.public-key", keys);

        assertThat(agent.get("api/me", forged).status(), is(401));
        assertThat(agent.get("api/admin/subjects/alice/sessions", forged).status(), is(401));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "api/sign-out",
                "api/sign-out/programmatic",
                "api/sign-out/with-entity",
                "api/sign-out/async",
                "api/sign-out/everywhere"
            })
    void areSignedOutThoughTheTokenIsStillValid(String path) {
        var token = PROVIDER.bearing("user82");
        assertThat(agent.get("api/me", token).status(), is(200));

        assertThat(agent.post(path, token).status(), is(200));

        for (int i = 0; i < 10; i++) {
            assertEnded(agent.get("api/me", token));
            assertEnded(agent.get("api/hello", token));
            assertEnded(agent.post("api/sign-out", token));
        }
    }

    @Test
    void areToldThatItIsDone() {
        var reply = agent.post("api/sign-out", PROVIDER.bearing("user83"));

        assertThat(reply.body(), is("{\"ok\":true,\"error\":null,\"url\":\"" + Sample.home() + "login.html\"}"));
    }

    @Test
    void staySignedInOnAnotherDevice() {
        var desk = PROVIDER.bearing("user84");
        var phone = PROVIDER.bearing("user84");
        agent.get("api/me", phone);

        agent.post("api/sign-out", desk);

        assertThat(who(phone), is("user84"));
        assertThat(who(PROVIDER.bearing("user84")), is("user84"));
    }

    @Test
    @Tag("without-id")
    void areSignedOutByATokenWithoutAnId() {
        var token = PROVIDER.bearing(Tokens.claims("user85").remove("jti"));
        var other = PROVIDER.bearing(Tokens.claims("user85").remove("jti").add("nonce", "another"));
        assertThat(who(token), is("user85"));

        agent.post("api/sign-out", token);

        assertEnded(agent.get("api/me", token));
        assertThat(who(other), is("user85"));
    }

    @Test
    void areSignedOutEverywhereByTokensThatNobodyHasSeenToo() {
        var seen = PROVIDER.bearing("user86");
        var neverSeen = PROVIDER.bearing("user86");
        agent.get("api/me", seen);

        agent.post("api/sign-out/everywhere", PROVIDER.bearing("user86"));

        assertEnded(agent.get("api/me", seen));
        assertEnded(agent.get("api/me", neverSeen));
        assertThat(who(PROVIDER.bearing("user87")), is("user87"));
    }

    @Test
    void comeBackWithATokenOfALaterSecond() {
        agent.post("api/sign-out/everywhere", PROVIDER.bearing("user88"));
        var ended = Instant.now().getEpochSecond();

        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> agent.get("api/me", PROVIDER.bearing("user88")).status() == 200);

        assertThat(Instant.now().getEpochSecond() - ended <= 5, is(true));
    }

    @Test
    void keepTheirOwnTokenWhenTheOthersEnd() {
        var mine = PROVIDER.bearing("user89");
        var seen = PROVIDER.bearing("user89");
        agent.get("api/me", seen);

        assertThat(agent.post("api/sign-out/others", mine).json().getBoolean("ok"), is(true));

        assertThat(who(mine), is("user89"));
        assertEnded(agent.get("api/me", seen));
        assertThat(who(mine), is("user89"));
    }

    @Test
    void areEndedByAnAdministrator() {
        var admin = PROVIDER.bearing("admin", "admin");
        var token = PROVIDER.bearing("user90");
        var neverSeen = PROVIDER.bearing("user90");
        agent.get("api/me", token);
        assertThat(agent.get("api/admin/subjects/user90/sessions", token).status(), is(403));
        assertThat(agent.get("api/admin/subjects/user90/sessions", admin).array(), hasSize(1));

        var reply = agent.send("DELETE", "api/admin/subjects/user90/sessions", null, admin);

        assertThat(reply.json().getBoolean("ok"), is(true));
        assertEnded(agent.get("api/me", token));
        assertEnded(agent.get("api/me", neverSeen));
        assertThat(who(admin), is("admin"));
    }

    @Test
    void endOneOfTheirDevices() {
        var desk = PROVIDER.bearing("user91");
        var phone = PROVIDER.bearing("user91");
        var id = agent.get("api/me", phone).json().getString("session");

        var reply = agent.send("DELETE", "api/sessions/" + id, null, desk);

        assertThat(reply.json().getBoolean("ok"), is(true));
        assertEnded(agent.get("api/me", phone));
        assertThat(who(desk), is("user91"));
    }

    @Test
    @Tag("by-role")
    void areAskedForTheirRoleByTheServer() {
        var cook = PROVIDER.bearing("user94", "cook");
        assertThat(agent.get("api/kitchen", cook).body(), is("sub-of-user94"));
        assertThat(agent.get("api/kitchen", PROVIDER.bearing("user95")).status(), is(403));

        assertThat(agent.post("api/kitchen/sign-out", cook).json().getBoolean("ok"), is(true));

        assertEnded(agent.get("api/kitchen", cook));
        assertEnded(agent.post("api/kitchen/sign-out", cook));
    }

    @Test
    @Tag("by-role-alone")
    void areNotSaidToBeSignedOutWhereTheServerHasNotLookedAtTheirToken() {
        var cook = PROVIDER.bearing("user96", "cook");

        for (var path : new String[] {"api/sign-out", "api/sign-out/everywhere", "api/sign-out/programmatic"}) {
            var reply = agent.post(path, cook);

            assertThat(reply.json().getBoolean("ok"), is(false));
            assertThat(reply.json().getString("error"), is("unrecognised_session"));
        }
        assertThat(agent.get("api/kitchen", cook).body(), is("sub-of-user96"));
    }

    @Test
    void leaveNothingElseThatSignsThemIn() {
        var token = PROVIDER.bearing("user92");
        assertThat(who(token), is("user92"));
        assertThat(agent.subject(), is(""));

        agent.post("api/sign-out", token);

        assertThat(agent.subject(), is(""));
        assertThat(agent.get("api/me").status(), is(401));
    }

    @Test
    void areRefusedByATokenWhoseEndCouldNotBeRemembered() {
        var now = Instant.now().getEpochSecond();
        var token = PROVIDER.bearing(Tokens.claims("user93").add("exp", now + 30 * 86_400));

        var reply = agent.post("api/sign-out", token);

        assertThat(reply.status(), is(401));
        assertThat(reply.header("WWW-Authenticate"), containsString("adieu.bearer.longest-lifetime"));
    }

    private String who(String... token) {
        var reply = agent.get("api/me", token);
        return reply.status() == 200 ? reply.json().getString("subject") : reply.toString();
    }

    /** By Adieu, or by a server that has been told of the logout and notes it itself. */
    private static void assertEnded(Reply reply) {
        assertThat(reply.toString(), reply.status(), is(401));
        assertThat(reply.header("WWW-Authenticate"), matchesRegex("Bearer .*error=\"invalid_token\".*"));
        assertThat(reply.body(), not(containsString("user")));
    }
}
