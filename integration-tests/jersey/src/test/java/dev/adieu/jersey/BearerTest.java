// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.jersey;

import dev.adieu.Page;
import dev.adieu.SessionManager;
import dev.adieu.SessionSelector;
import dev.adieu.SignOut;
import dev.adieu.SignOutOptions;
import dev.adieu.UserSession;
import dev.adieu.suite.Reply;
import dev.adieu.suite.UserAgent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.adieu.jersey.Bearers.token;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** Callers whom a bearer token proves. */
class BearerTest {
    private final Served served = Served.with(Account.class, Callers.class, Tokens.class, Bearers.class)
            .beans(TestStore.class)
            .start();
    private final UserAgent agent = served.agent();
    private final SessionManager sessions = served.bean(SessionManager.class);
    private final TestStore store = served.bean(TestStore.class);

    @AfterEach
    void stop() {
        served.close();
    }

    @Test
    void areSignedInAsLongAsTheirToken() {
        var exp = Instant.now().getEpochSecond() + 7200;

        assertThat(who(token("alice", "jti", "1", "exp", "" + exp)), is("alice"));

        var session = sessionsOf("alice").get(0);
        assertThat(session.scheme(), is("Bearer"));
        assertThat(session.expiresAt().getEpochSecond() - exp, is(0L));
        assertThat(sessionsOf("alice"), hasSize(1));
    }

    @Test
    void areLookedUpOncePerRequest() {
        var alice = token("alice", "jti", "1");
        who(alice);
        var before = store.lookUps();

        who(alice);

        assertThat(store.lookUps() - before, is(1));
    }

    @Test
    void keepThePrincipalAndTheRolesThatTheServerGaveThem() {
        var alice = token("alice", "jti", "1", "groups", "user,cook");

        assertThat(agent.get("tokens/claim", alice).body(), is("https://issuer"));
        assertThat(agent.get("callers/role", alice).body(), is("true false Bearer"));
        assertThat(sessionsOf("alice").get(0).roles().contains("cook"), is(true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sign-out", "everywhere", "with-entity"})
    void areRefusedAfterTheSignOutHoweverOftenTheyAsk(String path) {
        var alice = token("alice", "jti", "1");

        assertThat(agent.post(path, alice).status(), is(200));

        for (var i = 0; i < 20; i++) {
            assertEnded(agent.get("public", alice));
            assertEnded(agent.post(path, alice));
        }
        assertThat(sessionsOf("alice"), hasSize(0));
    }

    @Test
    void areNobodyForTheRestOfTheRequest() {
        assertThat(agent.post("tokens/leave", token("alice", "jti", "1")).body(), is("alice then nobody"));
    }

    @Test
    void areOneSessionPerToken() {
        var desk = token("alice", "jti", "1");
        var phone = token("alice", "jti", "2");
        who(phone);

        agent.post("sign-out", desk);

        assertThat(who(phone), is("alice"));
        assertEnded(agent.get("public", desk));
    }

    @Test
    void areKnownByTheTokenItselfWhereItHasNoId() {
        var alice = token("alice", "nonce", "1");
        var other = token("alice", "nonce", "2");

        agent.post("sign-out", alice);

        assertEnded(agent.get("public", alice));
        assertThat(who(other), is("alice"));
    }

    @Test
    void areNotEachOtherWhenAnIssuerGivesAnIdTwice() {
        who(token("alice", "jti", "1"));
        agent.post("sign-out", token("alice", "jti", "1"));

        assertThat(who(token("bob", "jti", "1")), is("bob"));
        assertThat(who(token("alice", "jti", "1", "iss", "https://another")), is("alice"));
    }

    @Test
    void endEverywhereWithTokensThatNobodyHasSeen() {
        var now = Instant.now().getEpochSecond();
        var before = token("alice", "jti", "never-seen");
        var sameSecond = token("alice", "jti", "just-issued", "iat", "" + now);
        agent.post("everywhere", token("alice", "jti", "1"));

        assertEnded(agent.get("public", before));
        assertEnded(agent.get("public", sameSecond));
        assertThat(who(token("alice", "jti", "later", "iat", "" + (now + 5))), is("alice"));
        assertThat(who(token("bob", "jti", "his")), is("bob"));
        assertThat(store.created(), hasSize(3));
    }

    @Test
    void keepTheirOwnWhenTheOthersEnd() {
        var mine = token("alice", "jti", "mine");
        var seen = token("alice", "jti", "seen");
        who(seen);

        assertThat(agent.post("tokens/others", mine).json().getBoolean("ok"), is(true));

        assertThat(who(mine), is("alice"));
        assertEnded(agent.get("public", seen));
        assertEnded(agent.get("public", token("alice", "jti", "never-seen")));
    }

    @ParameterizedTest
    @CsvSource({"subject", "everyone", "sub", "sid"})
    void endByEverySelectorThatMeansThem(String kind) {
        var seen = token("alice", "jti", "seen", "sid", "s1");
        var neverSeen = token("alice", "jti", "never-seen", "sid", "s1");
        who(seen);

        var which = Map.of(
                "subject", SessionSelector.bySubject("alice"),
                "everyone", SessionSelector.everyone(),
                "sub", SessionSelector.byIssuerAndSub("https://issuer", "sub-alice"),
                "sid", SessionSelector.byIssuerAndSid("https://issuer", "s1"));
        assertThat(sessions.signOut(SignOutOptions.of(which.get(kind))).ok(), is(true));

        assertEnded(agent.get("public", seen));
        assertEnded(agent.get("public", neverSeen));
        var bob = token("bob", "jti", "his", "sid", "s2");
        assertThat(agent.get("public", bob).status(), is(kind.equals("everyone") ? 401 : 200));
    }

    @Test
    void endByTheirSessionsId() {
        var alice = token("alice", "jti", "1");
        who(alice);
        var neverSeen = token("alice", "jti", "2");

        sessions.signOut(SignOutOptions.of(
                SessionSelector.byId(sessionsOf("alice").get(0).id())));

        assertEnded(agent.get("public", alice));
        assertThat(who(neverSeen), is("alice"));
    }

    @ParameterizedTest
    @CsvSource({
        "exp,'',exp",
        "exp,soon,exp",
        "iat,'',iat",
        "iat,-1,iat",
        "iat,1e99,iat",
        "upn,'',upn",
        "exp,4000000000,adieu.bearer.longest-lifetime",
        "iat,4000000000,4000000000"
    })
    void whoseEndCouldNotBeRememberedAreRefusedByName(String claim, String value, String named) {
        var reply = agent.post("everywhere", token("alice", "jti", "1", claim, value));

        assertThat(reply.status(), is(401));
        var expected = named.equals("4000000000") ? "2096-10-02T07:06:40Z" : named;
        assertThat(reply.header("WWW-Authenticate"), containsString(expected));
        assertThat(reply.body(), not(containsString("\"ok\":true")));
        assertThat(sessionsOf("alice"), hasSize(0));
    }

    @Test
    void areRefusedWhenTheyHaveExpired() {
        var past = Instant.now().getEpochSecond() - 1;

        assertEnded(agent.get("public", token("alice", "jti", "1", "exp", "" + past)));
    }

    @Test
    void areNotLetInWhileTheStoreDoesNotAnswer() {
        var known = token("alice", "jti", "1");
        who(known);
        store.down(true);

        for (var path : new String[] {"public", "require"}) {
            assertThat(agent.get(path, known).status(), is(503));
            assertThat(agent.get(path, token("alice", "jti", "2")).status(), is(503));
        }
        var reply = agent.post("everywhere", known);
        assertThat(reply.status(), is(503));
        assertThat(reply.header("Retry-After"), is("5"));
        assertThat(reply.header("Cache-Control"), is("no-store"));
        store.down(false);
        assertThat(who(known), is("alice"));
    }

    @Test
    void areNotSaidToHaveEndedWhenThatCouldNotBeNoted() {
        who(token("alice", "jti", "1"));
        store.advanceFails(true);

        var result = sessions.signOut(SignOutOptions.of(SessionSelector.bySubject("alice")));

        assertThat(result.error(), is("store_unavailable"));
        store.advanceFails(false);
        assertThat(who(token("alice", "jti", "1")), is("alice"));
    }

    @Test
    void cannotBeSignedInByAnApplication() {
        var reply = agent.postForm("api/sign-in", Map.of("username", "alice", "scheme", "Bearer"));

        assertThat(reply.status(), is(500));
        assertThat(sessionsOf("alice"), hasSize(0));
    }

    @Test
    void areToldHowToComeBack() {
        assertThat(agent.get("require").headers().allValues("WWW-Authenticate").toString(), containsString("Bearer"));
    }

    @Test
    void areAdmittedWhereTheServerVerifiesThemLateToo() {
        served.close();
        try (var late =
                Served.with(Account.class, Tokens.class, Bearers.Late.class).start()) {
            var alice = token("alice", "jti", "1");

            assertThat(late.agent().get("require", alice).body(), is("alice"));
            assertThat(late.agent().post("tokens/leave", alice).body(), is("alice then nobody"));
            assertEnded(late.agent().get("public", alice));
            assertEnded(late.agent().post("sign-out", alice));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sign-out", "everywhere", "with-entity"})
    void areNotSaidToBeSignedOutByATokenThatNobodyHasVerified(String path) {
        served.close();
        try (var blind = Served.with(Account.class).start()) {
            var reply = blind.agent().post(path, token("alice", "jti", "1"));

            assertThat(reply.status(), is(500));
            assertThat(reply.json().getString("error"), is("unrecognised_session"));
            assertThat(blind.agent().get("public", token("alice", "jti", "1")).status(), is(200));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0s", "-1h", "for ever", "1 day"})
    void aLongestLifetimeThatIsNoneRefusesTheDeployment(String value) {
        served.close();

        var refusal = assertThrows(IllegalStateException.class, () -> Served.with(Account.class)
                .setting("adieu.bearer.longest-lifetime", value)
                .start()
                .close());

        assertThat(refusal.getMessage(), containsString("adieu.bearer.longest-lifetime"));
        assertThat(refusal.getMessage(), containsString(value));
    }

    @Test
    void mayLiveLongerWhereTheSettingSaysSo() {
        served.close();
        try (var patient = Served.with(Account.class, Bearers.class)
                .setting("adieu.bearer.longest-lifetime", "30d")
                .start()) {
            var long20Days = "" + (Instant.now().getEpochSecond() + 20 * 86_400);

            var reply = patient.agent().get("require", token("alice", "jti", "1", "exp", long20Days));

            assertThat(reply.body(), is("alice"));
        }
    }

    private String who(String... token) {
        return agent.get("require", token).body();
    }

    private List<UserSession> sessionsOf(String subject) {
        return sessions.sessions(SessionSelector.bySubject(subject), Page.first(100));
    }

    static void assertEnded(Reply reply) {
        assertThat(reply.status() + " " + reply.body(), is("401 "));
        assertThat(
                reply.header("WWW-Authenticate"),
                is("Bearer error=\"invalid_token\", error_description=\"The session has ended\""));
        assertThat(reply.header("Cache-Control"), is("no-store"));
    }

    /** What a caller with a token can be told. */
    @Path("tokens")
    @RequestScoped
    public static class Tokens {
        @Inject
        SessionManager sessions;

        @Context
        SecurityContext context;

        @GET
        @Path("claim")
        public String claim() {
            return ((JsonWebToken) context.getUserPrincipal()).getIssuer();
        }

        @POST
        @Path("others")
        @SignOut(sessions = SignOut.Sessions.OTHERS)
        public void others() {}

        @POST
        @Path("leave")
        public String leave() {
            var before = context.getUserPrincipal().getName();
            sessions.signOut().orElseThrow();
            var after = context.getUserPrincipal();
            return before + " then " + (after == null && sessions.current().isEmpty() ? "nobody" : after);
        }
    }
}
