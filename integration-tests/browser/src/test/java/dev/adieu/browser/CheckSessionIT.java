// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.browser;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

/**
 * A client's page of another site notices what became of the session at the provider. In Chromium, which can be told
 * whether other sites' frames see their cookies.
 */
class CheckSessionIT {
    private static OpenIdProvider provider;
    private Browser browser = Chromium.withThirdPartyCookies(true);

    @BeforeAll
    static void serve(@TempDir Path folder) {
        provider = new OpenIdProvider(folder, "-Dadieu.openid-provider.check-session=true");
    }

    @AfterAll
    static void stop() {
        provider.close();
    }

    @BeforeEach
    void open() {
        provider.tap.forgetExchanges();
    }

    @AfterEach
    void close() {
        browser.close();
    }

    private static URI frame() {
        return provider.at("api/provider/check-session");
    }

    /** Signs in to the shop. */
    private String signIn(String username) {
        browser.signIn(provider.root(), username, "load");
        return provider.signInTo("shop", browser).get("session_state");
    }

    private Object ask(String message) {
        return browser.promised("return await ask(arguments[0])", message);
    }

    private void openShop() {
        browser.open(provider.shop.framing(frame()));
    }

    /** SM-3 */
    @Test
    void unchangedWhileSignedInAndChangedAfterASignOutInAnotherTab() {
        var state = signIn("user21");
        openShop();
        var shop = browser.tab();
        assertThat(ask("shop " + state), is("unchanged"));

        browser.newTab();
        browser.open(provider.root());
        browser.awaitSignedIn("user21");
        browser.press("Sign out");
        browser.awaitSignedOut();
        browser.use(shop);

        // Other tabs hear of it while its answer is still on the way.
        browser.await(driver -> ask("shop " + state).equals("changed"));
        assertThat(asked(), is(1L));
    }

    @Test
    void changedWhenAnotherSignsInAndUnchangedForThem() {
        var state = signIn("user22");
        var shop = browser.tab();
        browser.newTab();
        browser.open(provider.root());
        browser.promised(
                "return (await fetch('api/sign-in', { method: 'POST', body: new URLSearchParams('username=user23&password=load') })).status");
        browser.use(shop);
        openShop();

        assertThat(ask("shop " + state), is("changed"));

        var theirs = provider.signInTo("shop", browser).get("session_state");
        openShop();
        assertThat(ask("shop " + theirs), is("unchanged"));
        assertThat(ask("shop " + state), is("changed"));
    }

    /** The browser was not told: it is asked, and not by every message. */
    @Test
    void changedAfterAnEndElsewhere() {
        var state = signIn("user24");
        openShop();
        for (int i = 0; i < 20; i++) {
            assertThat(ask("shop " + state), is("unchanged"));
        }
        assertThat(asked(), is(1L));
        try (var phone = Chromium.start()) {
            phone.signIn(provider.root(), "user24", "load");
            phone.promised("return (await fetch('api/sign-out/everywhere', { method: 'POST' })).status");
        }

        openShop();

        assertThat(ask("shop " + state), is("changed"));
        assertThat(asked(), is(2L));
        assertThat(ask("shop " + state), is("changed"));
    }

    private static long asked() {
        return provider.tap.count("api/provider/check-session/ended");
    }

    /** SM-3 */
    @ParameterizedTest
    @ValueSource(strings = {"garbage", "", "shop", "shop ", " shop", "shop a.b.c", "shop {0} ", "shop  {0}x", "{0}"})
    void whatIsMalformedIsAnError(String message) {
        var state = signIn("user25");
        openShop();

        assertThat(ask(message.replace("{0}", state)), is("error"));
        assertThat(browser.promised("return await ask({ client: 'shop' })"), is("error"));
        assertThat(ask("shop " + state), is("unchanged"));
    }

    /** SM-4 */
    @Test
    void theStateOfAnotherClientIsAnError() {
        var shops = signIn("user26");
        var blogs = provider.signInTo("blog", browser).get("session_state");
        openShop();

        assertThat(ask("blog " + shops), is("error"));
        assertThat(ask("blog " + blogs), is("error"));
        assertThat(ask("shop " + blogs), is("error"));
        assertThat(ask("shop " + shops), is("unchanged"));
        browser.open(provider.blog.framing(frame()));
        assertThat(ask("shop " + shops), is("error"));
        assertThat(ask("blog " + blogs), is("unchanged"));
    }

    /** SM-4: its policy keeps the page out of other frames. */
    @Test
    void whoIsNoClientHearsNothing() {
        var state = signIn("user27");
        try (var stranger = new Relying()) {
            browser.open(stranger.framing(frame()));
            assertThat(ask("shop " + state), is("silence"));
        }
        openShop();
        assertThat(ask("shop " + state), is("unchanged"));
    }

    /** SM-4: in a window it would see its cookies, whatever the browser keeps from frames. */
    @Test
    void whoOpensItInAWindowHearsNothing() {
        var state = signIn("user28");
        openShop();
        var message = "shop " + state;

        browser.run("window.other = window.open(arguments[0])", frame().toString());
        // Until it listens.
        browser.await(driver -> browser.promised("return await ask(arguments[0], other)", message)
                .equals("error"));

        assertThat(ask(message), is("unchanged"));
    }

    /** SM-4: the frame of a client's page, asked by a window that is not that page's origin. */
    @Test
    void whoFramesItNotHearsNothing() {
        var state = signIn("user29");
        openShop();
        assertThat(ask("shop " + state), is("unchanged"));
        browser.open(provider.blog.framing(frame()));
        browser.run(
                "window.other = window.open(arguments[0])",
                provider.shop.framing(frame()).toString());

        browser.await(driver -> browser.promised("return await ask(arguments[0], other.frames[0])", "shop " + state)
                .equals("error"));
    }

    /** SM-6: what the frame cannot see, it does not call a change, and nobody asks the provider again and again. */
    @Test
    void withoutThirdPartyCookiesItIsAnErrorWhateverHappens() {
        browser.close();
        browser = Chromium.withThirdPartyCookies(false);
        var state = signIn("user30");
        openShop();
        assertThat(ask("shop " + state), is("error"));
        assertThat(asked(), is(0L));

        browser.open(provider.root());
        browser.awaitSignedIn("user30");
        browser.press("Sign out");
        browser.awaitSignedOut();
        openShop();

        assertThat(ask("shop " + state), is("error"));
    }

    /** Its policy stands in nobody's way who keeps to it. */
    @Test
    void nothingOnThePageBreaksItsPolicy() {
        var state = signIn("user31");
        openShop();
        assertThat(ask("shop " + state), is("unchanged"));

        var severe = browser.driver().manage().logs().get("browser").getAll().stream()
                .map(Object::toString)
                .filter(each -> each.contains("check-session"))
                .toList();

        assertThat(severe, is(List.of()));
    }
}
