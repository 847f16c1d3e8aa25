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
import org.openqa.selenium.Dimension;
import org.openqa.selenium.support.ui.ExpectedConditions;

import static dev.adieu.peers.relying.party.Sample.BAR;
import static dev.adieu.peers.relying.party.Sample.CLUB;
import static dev.adieu.peers.relying.party.Sample.KEYCLOAK;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

/**
 * Sign-out at a real provider, and by it, in a real browser. The provider is at {@code 127.0.0.1}, which is another site
 * than {@code localhost}, where the sample is.
 */
class BrowserIT {
    private static final String COOKIE_CONTROLS = "profile.cookie_controls_mode";
    private static final String BLOCK_THIRD_PARTIES = "profile.block_third_party_cookies";

    private Chromium browser;

    @AfterEach
    void close() {
        browser.close();
    }

    private void start(boolean thirdPartyCookies) {
        browser = Chromium.start(
                Map.of(COOKIE_CONTROLS, thirdPartyCookies ? 0 : 1, BLOCK_THIRD_PARTIES, !thirdPartyCookies));
    }

    private void signIn(Sample sample, String username) {
        browser.signIn(sample, username, "load");
        browser.awaitSignedIn(username);
    }

    private URI at() {
        return URI.create(browser.driver().getCurrentUrl());
    }

    @Test
    void thePageOffersTheProviderWhateverItsSize() {
        start(true);
        for (var width : new int[] {360, 820, 1060}) {
            for (var scheme : new String[] {"light", "dark"}) {
                browser.driver()
                        .executeCdpCommand(
                                "Emulation.setEmulatedMedia",
                                Map.of(
                                        "features",
                                        java.util.List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
                browser.driver().manage().window().setSize(new Dimension(width, 860));
                browser.open(BAR.root());
                var link = browser.find(By.linkText("Sign in at keycloak"));
                browser.picture("sign-in-" + width + "-" + scheme + ".png");

                var right = link.getRect().getX() + link.getRect().getWidth();
                assertThat(width + " " + scheme, right < width && link.isDisplayed(), is(true));
            }
        }
    }

    @Test
    void theButtonSignsOutThereTooAndTheBrowserComesBack() {
        start(true);
        signIn(BAR, "user5");
        browser.picture("signed-in-by-keycloak.png");

        browser.press("Sign out");

        browser.awaitSignedOut();
        browser.await(ExpectedConditions.urlToBe(BAR.root().toString()));
        assertThat(KEYCLOAK.sessions("user5"), is(0));
        browser.press(By.linkText("Sign in at keycloak"));
        browser.find(By.id("kc-form-login"));
    }

    @Test
    void aScriptThatSignsOutGoesThereAndComesBack() {
        start(true);
        signIn(BAR, "user6");

        browser.promised(
                "const { signOut } = await import('./api/adieu.js'); await signOut({ endpoint: 'api/sign-out' })");

        browser.awaitSignedOut();
        assertThat(KEYCLOAK.sessions("user6"), is(0));
    }

    @Test
    void theLinkThatAsksLeadsThereToo() {
        start(true);
        signIn(BAR, "user7");

        browser.open(BAR.root().resolve("api/sign-out"));
        browser.press("Sign out");

        browser.awaitSignedOut();
        assertThat(at(), is(BAR.root()));
        assertThat(KEYCLOAK.sessions("user7"), is(0));
    }

    /** FC-2, FC-9: in the frame, a browser has the sample's cookie no more than anybody else's. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSignOutOnTheProvidersPageSignsOutHereByAFrame(boolean thirdPartyCookies) {
        start(thirdPartyCookies);
        signIn(CLUB, "user8");

        browser.open(URI.create(KEYCLOAK.issuer() + "/protocol/openid-connect/logout"));
        browser.press(By.id("kc-logout"));
        browser.awaitFrame(CLUB.root());
        browser.picture("signed-out-by-a-frame.png");

        browser.open(CLUB.root());
        browser.awaitSignedOut();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSignOutOfAnotherClientSignsOutHereByAFrame(boolean thirdPartyCookies) {
        start(thirdPartyCookies);
        signIn(CLUB, "user9");
        browser.signIn(BAR, null, "");
        browser.awaitSignedIn("user9");

        browser.press("Sign out");

        browser.await(ExpectedConditions.urlToBe(BAR.root().toString()));
        browser.awaitSignedOut();
        browser.open(CLUB.root());
        browser.awaitSignedOut();
    }
}
