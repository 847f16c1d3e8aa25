// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.jersey;

import dev.adieu.suite.UserAgent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** What a browser is told to forget, and not to keep. */
class BrowserTracesTest {
    private static final String COOKIES = "cart, theme;path=/shop, sso;path=/;domain=example.org";

    @Test
    void companionCookiesGoWithTheSession() {
        try (var served = Served.with(Account.class)
                .setting("adieu.companion-cookies", COOKIES)
                .setting("adieu.origin", "https://app.example")
                .start()) {
            var alice = served.agent().signedIn("alice");

            var cookies = alice.post("sign-out").setCookies();

            assertThat(cookies, hasSize(4));
            assertThat(cookies, hasItem(allOf(startsWith("cart=; Path=/; Max-Age=0"), containsString("Secure"))));
            assertThat(cookies, hasItem(startsWith("theme=; Path=/shop; Max-Age=0")));
            assertThat(cookies, hasItem(startsWith("sso=; Path=/; Domain=example.org; Max-Age=0")));
        }
    }

    @Test
    void companionCookiesStayWithASessionThatStays() {
        try (var served = Served.with(Account.class)
                .setting("adieu.companion-cookies", COOKIES)
                .start()) {
            var alice = served.agent().signedIn("alice");

            assertThat(alice.post("sign-out", "Sec-Fetch-Site", "cross-site").setCookies(), hasSize(0));
            assertThat(alice.get("api/hello").setCookies(), hasSize(0));
        }
    }

    @Test
    void clearSiteDataIsSentOverTlsAlone() {
        try (var served = Served.with(Account.class)
                .setting("adieu.clear-site-data", "storage, cookies")
                .setting("adieu.origin", "https://app.example")
                .start()) {
            var alice = served.agent().signedIn("alice");
            assertThat(alice.get("api/hello").header("Clear-Site-Data"), is(""));
            assertThat(alice.post("sign-out").header("Clear-Site-Data"), is("\"storage\", \"cookies\""));
        }
        try (var served = Served.with(Account.class)
                .setting("adieu.clear-site-data", "storage")
                .start()) {
            assertThat(served.agent().signedIn("alice").post("sign-out").header("Clear-Site-Data"), is(""));
        }
    }

    @Test
    void clearSiteDataIsNotSentUnlessAskedFor() {
        try (var served = Served.with(Account.class)
                .setting("adieu.origin", "https://app.example")
                .start()) {
            assertThat(served.agent().signedIn("alice").post("sign-out").header("Clear-Site-Data"), is(""));
        }
    }

    @Test
    void answersThatKnowTheCallerAreNotStoredIfSoSet() {
        try (var served =
                Served.with(Account.class).setting("adieu.no-store", "true").start()) {
            var alice = served.agent().signedIn("alice");

            assertThat(alice.get("api/hello").header("Cache-Control"), is("no-store"));
            assertThat(alice.get("public").header("Cache-Control"), is(""));
            assertThat(new UserAgent(served.root()).get("api/hello").header("Cache-Control"), is(""));
        }
        try (var served = Served.with(Account.class).start()) {
            assertThat(served.agent().signedIn("alice").get("api/hello").header("Cache-Control"), is(""));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "adieu.companion-cookies, a b",
        "adieu.companion-cookies, 'a;path=x'",
        "adieu.companion-cookies, 'a;domain=x y'",
        "adieu.companion-cookies, 'a,,b'",
        "adieu.clear-site-data, *",
        "adieu.clear-site-data, Cookies",
        "adieu.no-store, yes",
        "adieu.languages, x_y"
    })
    void aSettingThatIsNotAllowedIsRefusedAtDeployment(String key, String value) {
        var refusal = assertThrows(
                IllegalStateException.class,
                () -> Served.with(Account.class).setting(key, value).start().close());

        assertThat(refusal.getMessage(), allOf(containsString(key), containsString("must be")));
    }
}
