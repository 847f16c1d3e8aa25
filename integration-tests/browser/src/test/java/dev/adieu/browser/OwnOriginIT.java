// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.browser;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openqa.selenium.support.ui.ExpectedConditions;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

/** From a page of the sample itself, what {@link OtherOriginIT} tries succeeds: so it is the origin that stops it there. */
@ParameterizedClass
@EnumSource
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OwnOriginIT {
    @Parameter
    private Engine engine;

    private Tap tap;
    private URI blank;
    private Browser browser;

    /** One browser of the engine for all tests. */
    @BeforeParameterizedClassInvocation
    void start() {
        tap = new Tap(RunningSample.GRIZZLY.root());
        blank = tap.serve("blank.html", "text/html", "<!DOCTYPE html><title>Blank</title>");
        browser = engine.lenient();
    }

    @BeforeEach
    void open() {
        assertThat(engine.runs(browser), is(true));
        browser.open(blank);
        browser.promised("return (await fetch('/api/sign-in', { method: 'POST',"
                + " body: new URLSearchParams('username=alice&password=wonderland') })).status");
        assertThat(status(), is(200L));
    }

    @AfterParameterizedClassInvocation
    void close() {
        browser.close();
        tap.close();
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"PREFETCH", "PRERENDER", "FETCH_DELETE"})
    void aPageSignsOut(Attack attack) {
        visit(attack, attack.sends().equals("GET") ? "api/sign-out/unsafe" : "api/sign-out");

        assertThat(status(), is(401L));
    }

    @ParameterizedTest
    @EnumSource(names = "FETCH_DELETE")
    void aPageEndsAllSessions(Attack attack) {
        visit(attack, "api/sessions");

        assertThat(status(), is(401L));
    }

    @ParameterizedTest
    @EnumSource(names = {"PREFETCH", "PRERENDER"})
    void nothingEndsAheadOfTime(Attack attack) {
        // WebKit knows no rules for speculation, and so sends nothing
        if (engine == Engine.CHROMIUM || attack == Attack.PREFETCH) {
            var seen = visit(attack, "api/sign-out/unsafe");

            assertThat(seen.header("Sec-Purpose"), containsString("prefetch"));
            assertThat(seen.status(), is(428));
        }
        assertThat(status(), is(200L));
    }

    private Exchange visit(Attack attack, String target) {
        tap.forgetExchanges();
        var tab = browser.tab();
        browser.open(tap.serve(
                "kittens.html",
                "text/html",
                attack.page(tap.root().resolve(target).toString())));
        var method = attack == Attack.FETCH_JSON ? "POST" : attack == Attack.FETCH_DELETE ? "DELETE" : attack.sends();
        var seen = await("what " + attack + " sends")
                .atMost(Duration.ofSeconds(10))
                .until(() -> tap.find(method, target), found -> found != null && found.isOver());
        if (attack == Attack.WINDOW) {
            browser.run("window.opened.close()");
            browser.await(ExpectedConditions.numberOfWindowsToBe(1));
        }
        browser.closeOtherTabs(tab);
        browser.open(blank);
        return seen;
    }

    private Object status() {
        return browser.promised("return (await fetch('/api/me')).status");
    }
}
