// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.browser;

import dev.adieu.suite.UserAgent;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

/** Which sessions {@code signOut} of {@code adieu.js} ends, at the ready endpoint; and which of its pages is told. */
@ParameterizedClass
@EnumSource
class ChoiceIT {
    private final Engine engine;
    private final String username;
    private final UserAgent device = new UserAgent(RunningSample.GRIZZLY.root());
    private final Tap tap = new Tap(RunningSample.GRIZZLY.root());
    private final URI page = tap.serve("choice.html", "text/html", "<!DOCTYPE html><title>Choice</title>");
    private Browser browser;

    ChoiceIT(Engine engine) {
        this.engine = engine;
        username = "user6" + engine.ordinal();
    }

    @BeforeEach
    void open() {
        browser = engine.start();
        browser.open(page);
        browser.promised(
                "return (await fetch('api/sign-in', { method: 'POST', body: new URLSearchParams(arguments[0]) })).status",
                "username=" + username + "&password=load");
        device.signIn(username, "load");
    }

    @AfterEach
    void close() {
        browser.close();
        tap.close();
        device.post("api/sign-out");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                    | nobody   | is there",
                "{ sessions: 'current' }               | nobody   | is there",
                "{ allSessions: false }                | nobody   | is there",
                "{ sessions: 'others' }                | is there | nobody",
                "{ sessions: 'all' }                   | nobody   | nobody",
                "{ allSessions: true }                 | nobody   | nobody",
                "{ sessions: 'all', allSessions: true} | nobody   | nobody"
            })
    void theChosenSessionsEnd(String options, String here, String there) {
        var told = browser.promised("const { onSignedOut, signOut } = await import('./api/adieu.js');"
                + " const told = []; onSignedOut(reason => told.push(reason));"
                + " const { ok, url } = await signOut({ endpoint: 'api/logout', redirect: false, ..." + options + " });"
                + " return [...told, ok, url]");

        var gone = here.equals("nobody");
        assertThat(told, is(gone ? List.of("sign_out", true, "/") : List.of(true, "/")));
        assertThat(browser.promised("return (await fetch('api/me')).status"), is(gone ? 401L : 200L));
        assertThat(device.subject(), is(there.equals("nobody") ? "" : username));
    }
}
