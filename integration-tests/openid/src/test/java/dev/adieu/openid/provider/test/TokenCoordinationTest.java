// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider.test;

import dev.adieu.openid.provider.Grants.Kind;
import dev.adieu.openid.provider.test.Tokens.Issued;
import dev.adieu.suite.Reply;
import dev.adieu.suite.UserAgent;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.adieu.openid.provider.Grants.Kind.ACCESS_TOKEN;
import static dev.adieu.openid.provider.Grants.Kind.AUTHORIZATION_CODE;
import static dev.adieu.openid.provider.Grants.Kind.REFRESH_TOKEN;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

/** What becomes of tokens when the session ends that they were issued in. */
class TokenCoordinationTest {
    private static final ServedIdp IDP =
            ServedIdp.with(Map.of("adieu.sweep-interval", "1s"), Tokens.Beans.class, Tokens.class);
    private static final Set<Kind> ALL = Set.of(AUTHORIZATION_CODE, REFRESH_TOKEN, ACCESS_TOKEN);

    private final String subject = "user" + UUID.randomUUID();
    private final UserAgent desk = IDP.agent();

    @AfterAll
    static void stop() {
        IDP.close();
    }

    @BeforeEach
    void signIn() {
        desk.postForm("sign-in", Map.of("subject", subject));
        assertThat(desk.subject(), is(subject));
    }

    @AfterEach
    void repair() {
        Tokens.takeGrantsDown(false);
        Tokens.takeStoreDown();
    }

    private Issued issue(UserAgent agent, String client, boolean offline) {
        var sid =
                agent.postForm("authorize", Map.of("client_id", client)).json().getString("sid");
        return Tokens.issue(subject, sid, client, offline);
    }

    private static Reply use(Issued issued, boolean offline) {
        return IDP.agent().get("use?sid=" + issued.sid() + "&client=" + issued.client() + "&offline=" + offline);
    }

    /** S-24 */
    @Test
    void aSignOutRevokesWhatWasGrantedInTheSession() {
        var phone = IDP.agent();
        phone.postForm("sign-in", Map.of("subject", subject));
        var here = issue(desk, "app", false);
        var too = issue(desk, "blog", false);
        var elsewhere = issue(phone, "app", false);

        desk.post("sign-out");

        assertThat(here.alive(), is(empty()));
        assertThat(too.alive(), is(empty()));
        assertThat(elsewhere.alive(), is(ALL));
    }

    /** BC-13 */
    @Test
    void offlineAccessIsKeptUnlessTheClientSaysOtherwise() {
        var kept = issue(desk, "app", true);
        var strict = issue(desk, "strict", true);

        desk.post("sign-out");

        assertThat(kept.alive(), is(ALL));
        assertThat(strict.alive(), is(empty()));
        assertThat(use(kept, true).body(), is("true"));
        assertThat(use(strict, true).body(), is("false"));
    }

    @Test
    void aClientThatIsNotCoordinatedKeepsItsTokens() {
        var free = issue(desk, "free", false);

        desk.post("sign-out");

        assertThat(free.alive(), is(ALL));
        assertThat(use(free, false).body(), is("true"));
    }

    /** Nothing has been asked of it since, and its clients lose their tokens all the same (S-24, S-26). */
    @Test
    void timeRevokesToo() {
        var issued = issue(desk, "app", false);

        Tokens.pass(Duration.ofMinutes(31));

        assertThat(use(issued, false).body(), is("false"));
        await().until(() -> issued.alive().isEmpty());
    }

    @Test
    void anotherSignInOfTheBrowserRevokesToo() {
        var issued = issue(desk, "app", false);

        desk.postForm("sign-in", Map.of("subject", subject));

        assertThat(issued.alive(), is(empty()));
    }

    @Test
    void whatCouldNotBeRevokedIsTriedAgain() {
        var issued = issue(desk, "app", false);
        Tokens.takeGrantsDown(true);

        desk.post("sign-out");

        assertThat(desk.subject(), is(""));
        assertThat(issued.alive(), is(ALL));
        Tokens.takeGrantsDown(false);
        // Once is not enough where the first attempt was still under way, and so was put off from then on.
        await().pollInterval(Duration.ofMillis(500)).until(() -> {
            Tokens.pass(Duration.ofMinutes(1));
            return issued.alive().isEmpty();
        });
    }

    /** Which clients it had is known for as long as it may be tried, though its session is no recent one any more. */
    @Test
    void itIsTriedAgainHoursLater() {
        var issued = issue(desk, "app", false);
        Tokens.takeGrantsDown(true);
        for (int i = 0; i < 26; i++) {
            Tokens.pass(Duration.ofMinutes(28));
            assertThat(use(issued, false).body(), is(String.valueOf(i < 25)));
        }
        Tokens.pass(Duration.ofHours(3));
        assertThat(issued.alive(), is(ALL));
        Tokens.takeGrantsDown(false);

        await().pollInterval(Duration.ofMillis(500)).until(() -> {
            Tokens.pass(Duration.ofMinutes(1));
            return issued.alive().isEmpty();
        });
    }

    /** S-24: what uses the token is activity of the session, which its lifetime ends in any case. */
    @Test
    void whoUsesATokenKeepsTheSessionAlive() {
        var issued = issue(desk, "app", false);

        for (int i = 0; i < 3; i++) {
            Tokens.pass(Duration.ofMinutes(20));
            assertThat(use(issued, false).body(), is("true"));
        }

        assertThat(desk.subject(), is(subject));
        Tokens.pass(Duration.ofHours(12));
        assertThat(use(issued, false).body(), is("false"));
    }

    @Test
    void whoUsesATokenThatIsNotBoundKeepsNothingAlive() {
        var issued = issue(desk, "free", false);

        Tokens.pass(Duration.ofMinutes(20));
        assertThat(use(issued, false).body(), is("true"));
        Tokens.pass(Duration.ofMinutes(20));

        assertThat(desk.subject(), is(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no.session", "AAAAAAAAAAAAAAAAAAAAAAAA"})
    void noTokenIsUsedInASessionThatIsNone(String sid) {
        assertThat(IDP.agent().get("use?client=app&offline=false&sid=" + sid).body(), is("false"));
    }

    @Test
    void whileTheStoreIsDownATokenIsNeitherRefusedNorGood() {
        var issued = issue(desk, "app", false);
        Tokens.takeStoreDown("touch");

        var reply = use(issued, false);

        assertThat(reply.status(), is(503));
        assertThat(reply.header("Retry-After"), is("5"));
    }
}
