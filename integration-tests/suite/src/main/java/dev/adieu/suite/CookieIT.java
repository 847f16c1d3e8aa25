// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.suite;

import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

@Tag("cookies")
class CookieIT {
    private final UserAgent agent = new UserAgent(Sample.root());
    private String name = "";

    @BeforeEach
    void learnTheName() {
        name = agent.signedIn("alice").cookieName();
    }

    static Stream<String> neverIssued() {
        return Stream.of(
                "",
                "x",
                "garbage",
                "%00",
                "\"quoted\"",
                "a=b",
                "ünicode",
                "null",
                "undefined",
                "-",
                "..",
                "A".repeat(44),
                "A".repeat(46),
                "A".repeat(44) + "!",
                "A".repeat(44) + "=",
                "A".repeat(4000),
                "<script>alert(1)</script>",
                "' OR 1=1 --",
                "{\"a\":1}",
                "j:{}",
                "$Version=1",
                "AA,BB");
    }

    @ParameterizedTest
    @MethodSource("neverIssued")
    void whatWasNeverIssuedIsNobodyAndForgotten(String value) {
        var odd = new UserAgent(Sample.root()).withCookie(name, value);

        var hello = odd.get("api/hello");
        assertThat(hello.status(), is(200));
        assertThat(hello.json().isNull("subject"), is(true));
        assertThat(hello.expiresCookie(), is(true));
        var again = new UserAgent(Sample.root()).withCookie(name, value);
        assertThat(again.get("api/me").status(), is(401));
        var out = new UserAgent(Sample.root()).withCookie(name, value).post("api/sign-out");
        assertThat(out.json().getBoolean("ok"), is(true));
        assertThat(out.expiresCookie(), is(true));
        assertThat(agent.subject(), is("alice"));
    }

    @Test
    void aHugeCookieIsNoServerError() {
        var reply = new UserAgent(Sample.root())
                .withCookie(name, "A".repeat(60_000))
                .get("api/hello");

        assertThat(reply.status(), is(lessThan(500)));
        assertThat(agent.subject(), is("alice"));
    }

    @Test
    void aCookieOfAnUnknownSessionIsNobody() {
        var unknown = new UserAgent(Sample.root()).withCookie(name, "A".repeat(45));

        assertThat(unknown.get("api/me").status(), is(401));
        assertThat(unknown.subject(), is(""));
    }

    @Test
    void duplicatesAreNobodyAndASignOutEndsEach() {
        var other = new UserAgent(Sample.root()).signedIn("bob");
        var both = new UserAgent(Sample.root());
        var header = name + "=" + agent.token() + "; " + name + "=" + other.token();

        assertThat(both.get("api/hello", "Cookie", header).json().isNull("subject"), is(true));
        assertThat(both.get("api/me", "Cookie", header).status(), is(401));
        assertThat(agent.subject() + other.subject(), is("alicebob"));

        var reply = both.post("api/sign-out", "Cookie", header);
        assertThat(reply.json().getBoolean("ok"), is(true));
        assertThat(reply.expiresCookie(), is(true));
        assertThat(agent.subject() + other.subject(), is(""));
    }

    @Test
    void theSameCookieTwiceIsNobodyToo() {
        var header = name + "=" + agent.token() + "; " + name + "=" + agent.token();

        assertThat(new UserAgent(Sample.root()).get("api/me", "Cookie", header).status(), is(401));

        new UserAgent(Sample.root()).post("api/sign-out", "Cookie", header);
        assertThat(agent.subject(), is(""));
    }

    @Test
    void aThousandDuplicatesAreNoServerError() {
        var header = (name + "=x; ").repeat(300) + name + "=y";

        assertThat(
                new UserAgent(Sample.root()).get("api/hello", "Cookie", header).status(), is(lessThan(500)));
    }

    @Test
    void otherCookiesDoNotMatter() {
        var among = "a=1; " + name + "x=no; x" + name + "=no;" + name + "=" + agent.token() + " ; z";

        assertThat(
                new UserAgent(Sample.root())
                        .get("api/hello", "Cookie", among)
                        .json()
                        .getString("subject"),
                is("alice"));
    }

    @Test
    void aSlowAnswerToTheOldCookieLeavesTheNewOneAlone() {
        var old = agent.copy();
        agent.post("api/sign-out");

        // The browser has signed in again when the answer to a call with the old cookie comes.
        var late = old.copy().get("api/me");

        assertThat(late.status(), is(401));
        assertThat(late.setCookies().isEmpty(), is(true));
    }

    @Test
    void aDeadCookieIsForgottenByANavigation() {
        var old = agent.copy();
        agent.post("api/sign-out");

        var reply = old.get("api/me", UserAgent.NAVIGATION);

        assertThat(reply.status(), is(greaterThanOrEqualTo(300)));
        assertThat(reply.expiresCookie(), is(true));
    }

    @Test
    void theCookieIsNeverRenewed() {
        for (int i = 0; i < 5; i++) {
            assertThat(agent.get("api/me").setCookies().isEmpty(), is(true));
        }
    }
}
