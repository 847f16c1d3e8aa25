// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.peers.relying.party;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.support.ui.ExpectedConditions;

import static dev.adieu.peers.relying.party.Party.FORUM;
import static dev.adieu.peers.relying.party.Party.OP;
import static dev.adieu.peers.relying.party.Party.STORE;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

/** The sample as an OpenID provider and as its clients, in a real browser, from one sign-in to the last sign-out. */
class BothEndsIT {
    private Chromium browser;

    @AfterEach
    void close() {
        browser.close();
    }

    private void start(boolean thirdPartyCookies) {
        browser = Chromium.start(Map.of(
                "profile.cookie_controls_mode",
                thirdPartyCookies ? 0 : 1,
                "profile.block_third_party_cookies",
                !thirdPartyCookies));
    }

    /** At both clients, with one password. */
    private void signInEverywhere(String username) {
        browser.open(STORE.root());
        browser.press(By.linkText("Sign in at op"));
        signInAtProvider(username);
        browser.await(ExpectedConditions.urlToBe(STORE.root().toString()));
        browser.awaitSignedIn(username);
        browser.open(FORUM.root());
        browser.press(By.linkText("Sign in at op"));
        browser.await(ExpectedConditions.urlToBe(FORUM.root().toString()));
        browser.awaitSignedIn(username);
    }

    private void signInAtProvider(String username) {
        browser.await(ExpectedConditions.urlContains(OP.root().getAuthority()));
        browser.find(By.name("username")).sendKeys(username);
        browser.find(By.name("password")).sendKeys("load");
        browser.press("Sign in");
    }

    /** By the button, and back from wherever that leads. */
    private void signOut(Party party) {
        var page = browser.find(By.tagName("html"));
        browser.press("Sign out");
        browser.await(ExpectedConditions.stalenessOf(page));
        browser.await(ExpectedConditions.urlToBe(party.root().toString()));
    }

    private void assertSignedOut(Party... parties) {
        for (var party : parties) {
            browser.open(party.root());
            browser.awaitSignedOut();
        }
    }

    private void assertSignedIn(String username, Party... parties) {
        for (var party : parties) {
            browser.open(party.root());
            browser.awaitSignedIn(username);
        }
    }

    /** RPI-6, RPI-7, RPI-9, FC-2: nobody is asked, everybody is told, and the browser comes back. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSignOutAtAClientSignsOutEverywhereAndComesBack(boolean thirdPartyCookies) {
        start(thirdPartyCookies);
        signInEverywhere("user11");
        browser.open(STORE.root());
        browser.awaitSignedIn("user11");

        signOut(STORE);

        browser.awaitSignedOut();
        assertSignedOut(OP, FORUM);
    }

    /** FC-2: the same page, wherever the sign-out began. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSignOutAtTheProviderSignsOutEverywhereAndStays(boolean thirdPartyCookies) {
        start(thirdPartyCookies);
        signInEverywhere("user12");
        browser.open(OP.root());
        browser.awaitSignedIn("user12");

        signOut(OP);

        browser.awaitSignedOut();
        assertSignedOut(STORE, FORUM);
    }

    /** RPI-6, RPI-8: nobody has shown whose sign-out it is, and where it may lead. */
    @Test
    void withoutAHintTheBrowserAsksAndLeadsNowhere() {
        start(true);
        signInEverywhere("user13");
        var asked = URI.create(Party.issuer() + "/provider/end-session?client_id=store&post_logout_redirect_uri="
                + STORE.at("signed-out"));
        var button = By.cssSelector("main form button");

        browser.open(asked);
        browser.find(button);
        browser.picture("provider-asks.png");
        assertSignedIn("user13", OP, STORE, FORUM);

        browser.open(asked);
        browser.press(button);
        browser.awaitFrame(STORE.root());
        browser.picture("provider-signed-out.png");

        assertThat(browser.driver().getCurrentUrl(), startsWith(Party.issuer() + "/provider/signed-out"));
        assertThat(browser.driver().findElements(By.cssSelector("a, meta[http-equiv=refresh]")), is(empty()));
        assertSignedOut(OP, STORE, FORUM);
    }

    /** FC-3: what ends is this browser's session, of one who has another. */
    @Test
    void anotherBrowserStaysSignedIn() {
        start(true);
        signInEverywhere("user14");
        try (var phone = Chromium.start(Map.of())) {
            phone.open(FORUM.root());
            phone.press(By.linkText("Sign in at op"));
            phone.find(By.name("username")).sendKeys("user14");
            phone.find(By.name("password")).sendKeys("load");
            phone.press("Sign in");
            phone.awaitSignedIn("user14");

            signOut(FORUM);
            assertSignedOut(OP, STORE, FORUM);

            for (var party : new Party[] {FORUM, OP}) {
                phone.open(party.root());
                phone.awaitSignedIn("user14");
            }
        }
    }

    @Test
    void aWrongPasswordIsSaidAndTheRightOneLeadsOn() {
        start(true);
        browser.open(STORE.root());
        browser.press(By.linkText("Sign in at op"));
        signInAtProvider("nobody");
        browser.await(ExpectedConditions.textToBe(By.id("message"), "Wrong user name or password"));

        browser.find(By.name("username")).clear();
        browser.find(By.name("password")).clear();
        signInAtProvider("user15");

        browser.await(ExpectedConditions.urlToBe(STORE.root().toString()));
        browser.awaitSignedIn("user15");
        assertThat(browser.find(By.id("session-title")).getText(), is("Signed in as user15"));
    }
}
