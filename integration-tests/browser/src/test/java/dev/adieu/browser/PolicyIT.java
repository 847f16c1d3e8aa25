// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.browser;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.openqa.selenium.By;
import org.openqa.selenium.support.ui.ExpectedConditions;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

/** {@code adieu.js} on a page whose content security policy allows what it needs and nothing else. */
@ParameterizedClass
@EnumSource
class PolicyIT {
    private static final String POLICY = "Content-Security-Policy: default-src 'none'; script-src 'self';"
            + " connect-src 'self'; style-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none';"
            + " require-trusted-types-for 'script'";
    private static final String PAGE =
            """
            <!DOCTYPE html>
            <title>Strict</title>
            <script src="violations.js"></script>
            <script type="module" src="strict.js"></script>
            <script>document.title = 'No policy'</script>
            <button>Sign in</button><button>Sign out</button><output></output>
            """;
    private static final String VIOLATIONS =
            """
            window.violations = []
            addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
              blockedURI.endsWith('favicon.ico') || window.violations.push(violatedDirective + ' ' + blockedURI))
            """;
    private static final String SCRIPT =
            """
            import { onSignedOut, signOut } from './api/adieu.js'
            const [signsIn, signsOut] = document.querySelectorAll('button')
            const tell = text => { document.querySelector('output').textContent = text }
            signsIn.addEventListener('click', async () => {
              await fetch('api/sign-in', { method: 'POST', body: new URLSearchParams('username=user75&password=load') })
              onSignedOut(reason => tell('told ' + reason), { events: 'api/events' })
              tell('signed in')
            })
            signsOut.addEventListener('click', () => signOut({
              endpoint: 'api/sign-out', redirect: false,
              clear: { localStorage: true, sessionStorage: true, indexedDB: true, caches: true }
            }))
            """;

    private final Tap tap = new Tap(RunningSample.GRIZZLY.root());
    private final Engine engine;
    private Browser browser;

    PolicyIT(Engine engine) {
        this.engine = engine;
    }

    @BeforeEach
    void open() {
        browser = engine.start();
    }

    @AfterEach
    void close() {
        browser.close();
        tap.close();
    }

    @Test
    void aStrictPageSignsOutAndIsTold() {
        tap.serve("violations.js", "text/javascript", VIOLATIONS);
        tap.serve("strict.js", "text/javascript", SCRIPT);
        browser.open(tap.serve("strict.html", "text/html", PAGE, POLICY));

        browser.press("Sign in");
        browser.await(ExpectedConditions.textToBe(By.tagName("output"), "signed in"));
        await().until(() -> tap.underWay("api/events"), is(1L));
        browser.press("Sign out");

        browser.await(ExpectedConditions.textToBe(By.tagName("output"), "told sign_out"));
        assertThat(browser.sessionCookie(), is(nullValue()));
        // That of the page itself, which shows that there is a policy
        assertThat(browser.driver().getTitle(), is("Strict"));
        assertThat(browser.run("return window.violations"), is(List.of("script-src-elem inline")));
    }
}
