// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.browser;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

/**
 * A page of another origin of the same site has the sign-out rendered ahead of time. Only Chromium does so, of its own
 * site alone, and says of such a request that nobody led to it.
 */
class SpeculationIT {
    private final Tap tap = new Tap(RunningSample.GRIZZLY.root());
    private final Stranger stranger = new Stranger();
    private Browser browser;

    @BeforeEach
    void open() {
        browser = Chromium.start();
    }

    @AfterEach
    void close() {
        browser.close();
        stranger.close();
        tap.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"api/sign-out/unsafe", "api/sign-out"})
    void nothingEndsAheadOfTime(String target) {
        browser.signIn(tap.root(), "user77", "load");
        stranger.show(Attack.PRERENDER.page(tap.root().resolve(target).toString()));

        browser.open(stranger.at("localhost"));
        var seen = await().until(() -> tap.find("GET", target), is(notNullValue()));
        await().until(seen::isOver);

        assertThat(seen.header("Sec-Purpose"), containsString("prerender"));
        assertThat(seen.header("Sec-Fetch-Site"), is("none"));
        assertThat(seen.header("Cookie"), containsString("adieu"));
        browser.open(tap.root());
        browser.awaitSignedIn("user77");
    }
}
