// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.browser;

import java.net.URI;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.support.ui.ExpectedConditions;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

/**
 * A page of another origin ends nobody's session and begins none. Another port of {@code localhost} is the same site, so
 * that the cookie comes along; {@code 127.0.0.1} is another. That page says nothing of itself that it can keep back. What
 * it sent is read off the line, since a request that was never made ends nothing either.
 */
@ParameterizedClass
@MethodSource("strangers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OtherOriginIT {
    private static final String ALICE = "fetch('api/sign-in', { method: 'POST',"
            + " body: new URLSearchParams('username=alice&password=wonderland') })";

    @Parameter(0)
    private Engine engine;

    @Parameter(1)
    private RunningSample sample;

    @Parameter(2)
    private String host;

    private Tap tap;
    private URI blank;
    private Stranger stranger;
    private Browser browser;

    static Stream<Arguments> strangers() {
        return EssentialsIT.everywhere().map(Arguments::get).flatMap(where -> Stream.of("127.0.0.1", "localhost")
                .map(host -> Arguments.of(where[0], where[1], host)));
    }

    /** One browser of the engine for all tests. */
    @BeforeParameterizedClassInvocation
    void start() {
        tap = new Tap(sample.root());
        blank = tap.serve("blank.html", "text/html", "<!DOCTYPE html><title>Blank</title>");
        stranger = new Stranger();
        browser = engine.lenient();
    }

    @BeforeEach
    void open() {
        assertThat(engine.runs(browser), is(true));
        browser.open(blank);
    }

    @AfterParameterizedClassInvocation
    void close() {
        browser.close();
        stranger.close();
        tap.close();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PRERENDER")
    void signsNobodyOut(Attack attack) {
        var session = signIn();

        var seen = visit(attack, attack.sends().equals("GET") ? "api/sign-out/unsafe" : "api/sign-out");

        assertThat(seen.status(), is(expected(attack)));
        assertThat(session(), is(session));
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.MATCH_ANY,
            names = {"FORM", "FORM_(IN|AS).*", "FETCH_(POST|JSON).*", "BEACON"})
    void signsNobodyInAsAnother(Attack attack) {
        var session = signIn();

        visit(attack, "api/sign-in");

        assertThat(session(), is(session));
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.MATCH_ANY,
            names = {"FORM", "FORM_(IN|AS).*", "FETCH_(POST|JSON).*", "BEACON"})
    void signsNobodyInWhoIsNobody(Attack attack) {
        browser.promised("return (await fetch('api/sign-out', { method: 'POST' })).status");
        assertThat(session(), is("nobody"));

        visit(attack, "api/sign-in");

        assertThat(session(), is("nobody"));
    }

    @ParameterizedTest
    @EnumSource(names = {"LOCATION", "LINK", "REFRESH", "WINDOW", "FORM_GET"})
    void asksWhomItLeadsToTheSignOut(Attack attack) {
        var session = signIn();

        var seen = visit(attack, "api/sign-out");

        assertThat(seen.status(), is(200));
        assertThat(session(), is(session));
    }

    @Test
    void theQuestionIsNotShownInAFrame() {
        signIn();

        var seen = visit(Attack.FRAME, "api/sign-out");

        if (host.equals("localhost")) {
            assertThat(seen.answer("Content-Security-Policy"), containsString("frame-ancestors 'none'"));
        } else {
            // The cookie has stayed behind, and nobody is asked nothing
            assertThat(seen.status(), is(303));
        }
    }

    @Test
    void thePersonWhoIsLedThereMaySignOut() {
        signIn();
        stranger.show(Attack.LINK.page(tap.root().resolve("api/sign-out").toString()));
        browser.open(stranger.at(host));
        browser.await(ExpectedConditions.titleIs("Sign out?"));

        browser.press("Sign out");

        browser.awaitSignedOut();
    }

    /** What comes ahead of time is refused for that, whoever causes it; what a browser asks before a request is not refused. */
    private static int expected(Attack attack) {
        return attack == Attack.PREFETCH ? 428 : attack.isAsked() ? 200 : 403;
    }

    /** Shows the page, and waits until what it sent is answered. */
    private Exchange visit(Attack attack, String target) {
        tap.forgetExchanges();
        stranger.show(attack.page(tap.root().resolve(target).toString()));
        var tab = browser.tab();
        browser.open(stranger.at(host));
        var seen = await("what " + attack + " sends")
                .atMost(Duration.ofSeconds(10))
                .until(() -> tap.find(attack.sends(), target), found -> found != null && found.isOver());
        if (attack.isAsked()) {
            browser.await(ExpectedConditions.titleIs("Refused"));
        }
        if (attack == Attack.WINDOW) {
            browser.run("window.opened.close()");
            browser.await(ExpectedConditions.numberOfWindowsToBe(1));
        }
        browser.closeOtherTabs(tab);
        browser.open(blank);
        return seen;
    }

    private String signIn() {
        assertThat(browser.promised("return (await " + ALICE + ").status"), is(200L));
        var session = session();
        assertThat(session, is(not("nobody")));
        return session;
    }

    private String session() {
        return (String) browser.promised(
                "const me = await fetch('api/me'); return me.ok ? (await me.json()).session : 'nobody'");
    }
}
