// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.browser;

import dev.adieu.suite.UserAgent;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.openqa.selenium.By;
import org.openqa.selenium.support.ui.ExpectedConditions;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.startsWith;

/** A sign-out at the provider, as a person sees it. When a browser came where is what the clients' servers have seen. */
@ParameterizedClass
@EnumSource
class ProviderPagesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Pattern LOGOUT_ID = Pattern.compile("name=\"logoutId\" value=\"([^\"]+)\"");

    @TempDir
    private Path folder;

    private final Engine engine;
    private OpenIdProvider provider;
    private Browser browser;

    ProviderPagesIT(Engine engine) {
        this.engine = engine;
    }

    @BeforeEach
    void open() {
        browser = engine.start();
    }

    @AfterEach
    void close() {
        browser.close();
        provider.close();
    }

    private void serve(String... settings) {
        provider = new OpenIdProvider(folder, settings);
    }

    /** Signs in to both clients, and gives what the shop has of it. */
    private String signIn() {
        browser.signIn(provider.root(), "user41", "load");
        provider.signInTo("blog", browser);
        return provider.idToken("shop", provider.signInTo("shop", browser));
    }

    /** Leads there as a page does, a little later: no driver waits until all of it has loaded. */
    private void lead(URI url) {
        browser.run("setTimeout(url => location.assign(url), 100, arguments[0])", url.toString());
    }

    private Duration between(Relying first, String path, Relying then, String next) {
        return Duration.between(first.arrival(path), then.arrival(next));
    }

    private void awaitSignedOutPage() {
        browser.await(ExpectedConditions.urlContains(
                provider.at("api/provider/signed-out?logoutId=").toString()));
        browser.await(ExpectedConditions.titleIs("You are signed out"));
    }

    /** Programs send no more than that, and some old browsers. */
    @Test
    void whoeverAcceptsNothingButHtmlIsAskedAndSignsOut() {
        serve();

        var alice = new UserAgent(provider.root());
        alice.postForm("api/sign-in", Map.of("username", "user41", "password", "load"));

        var prompt = alice.get("api/provider/sign-out", "Accept", "text/html");
        assertThat(prompt.toString(), prompt.status(), is(200));
        assertThat(prompt.header("Content-Type"), startsWith("text/html"));
        var id = LOGOUT_ID.matcher(prompt.body());
        assertThat(id.find(), is(true));
        var signOut = alice.postForm("api/provider/sign-out", Map.of("logoutId", id.group(1)), "Accept", "text/html");

        assertThat(signOut.toString(), signOut.status(), is(303));
        assertThat(alice.subject(), is(""));
    }

    /** FC-2, L-17 */
    @Test
    void whenAllFramesHaveLoadedItLeadsOnAtOnce() {
        serve();

        lead(provider.endSession(signIn()));

        browser.await(ExpectedConditions.urlToBe(provider.shop.at("out") + "?state=x%26y"));
        assertThat(between(provider.shop, "front", provider.shop, "out"), is(lessThan(Duration.ofSeconds(3))));
        assertThat(provider.blog.hasSeen("front"), is(true));
    }

    /** FC-2, L-17: one that has loaded is not all. */
    @Test
    void itWaitsForTheLastFrame() {
        serve();
        var hint = signIn();
        provider.blog.hold("front");

        lead(provider.endSession(hint));
        provider.shop.arrival("front");
        provider.blog.arrival("front");
        await().during(Duration.ofSeconds(2)).until(() -> !provider.shop.hasSeen("out"));
        provider.blog.release("front");

        assertThat(between(provider.blog, "front", provider.shop, "out"), is(lessThan(PATIENCE.minusMillis(500))));
    }

    /** FC-2 */
    @Test
    void aFrameThatNeverLoadsHoldsNobodyUpForLong() {
        serve();
        var hint = signIn();
        provider.blog.hold("front");

        lead(provider.endSession(hint));

        assertThat(
                between(provider.blog, "front", provider.shop, "out"),
                is(allOf(greaterThan(PATIENCE.minusMillis(500)), lessThan(PATIENCE.multipliedBy(2)))));
        browser.await(ExpectedConditions.urlToBe(provider.shop.at("out") + "?state=x%26y"));
    }

    @Test
    void itStaysWhereTheSettingSaysSoAndALinkLeadsOn() {
        serve("-Dadieu.openid-provider.automatic-return=false");

        lead(provider.endSession(signIn()));
        awaitSignedOutPage();
        provider.shop.arrival("front");

        await().atMost(Duration.ofSeconds(20))
                .during(PATIENCE.plusSeconds(1))
                .until(() -> !provider.shop.hasSeen("out"));
        browser.await(ExpectedConditions.textToBe(By.tagName("p"), "You may close this page."));
        browser.driver().findElement(By.linkText("Continue")).click();
        browser.await(ExpectedConditions.urlToBe(provider.shop.at("out") + "?state=x%26y"));
    }

    /** There nobody knows when the frames have loaded. */
    @Test
    void withoutScriptsThereIsALinkAndItLeadsOnAfterAWhile() {
        serve();
        browser.close();
        browser = engine.withoutScripts();
        browser.open(provider.root());
        browser.fillIn("user42", "load");
        await().until(() -> browser.sessionCookie() != null);
        var hint = provider.idToken("shop", provider.signInTo("shop", browser));

        browser.open(provider.endSession(hint));

        awaitSignedOutPage();
        assertThat(
                browser.driver().findElement(By.linkText("Continue")).getDomAttribute("href"),
                is(provider.shop.at("out") + "?state=x%26y"));
        assertThat(
                between(provider.shop, "front", provider.shop, "out"),
                is(allOf(greaterThan(PATIENCE.minusMillis(500)), lessThan(PATIENCE.multipliedBy(2)))));
    }

    /** L-16: the browser refuses what is no client of this session. */
    @Test
    void noOtherOriginIsFramed() {
        serve("-Dadieu.openid-provider.automatic-return=false");
        var hint = signIn();
        try (var stranger = new Relying()) {
            lead(provider.endSession(hint));
            awaitSignedOutPage();

            frame(stranger.at("frame"));
            frame(provider.blog.at("frame"));
            provider.blog.arrival("frame");
            frame(provider.blog.at("another"));
            provider.blog.arrival("another");

            assertThat(stranger.hasSeen("frame"), is(false));
        }
    }

    private void frame(URI url) {
        browser.run(
                "const frame = document.createElement('iframe'); frame.src = arguments[0]; document.body.append(frame)",
                url.toString());
    }

    /** RPI-13: each is in the middle of a sign-out. */
    @Test
    void bothOfTwoTabsAreSignedOut() {
        serve();
        signIn();
        var first = browser.tab();
        browser.open(provider.at("api/provider/end-session"));
        browser.newTab();
        browser.open(provider.at("api/provider/end-session"));

        browser.press("Sign out");
        awaitSignedOutPage();
        browser.use(first);
        browser.await(ExpectedConditions.titleIs("Do you want to sign out?"));
        browser.press("Sign out");

        awaitSignedOutPage();
        assertThat(browser.driver().findElements(By.tagName("form")), is(empty()));
        browser.open(provider.root());
        browser.awaitSignedOut();
    }
}
