// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.browser;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

/** What a person relies on, on the sample's page, in every engine and on every runtime that is tried. */
@ParameterizedClass
@MethodSource("everywhere")
class EssentialsIT {
    /** Notes when the page shows that nobody is signed in. */
    private static final String NOTE_WHEN = "window.seen = null; new MutationObserver(() => {"
            + " if (!document.getElementById('signed-out').hidden) window.seen ??= Date.now() })"
            + ".observe(document.getElementById('signed-out'), { attributes: true })";
    /** In milliseconds. */
    private static final long SOON_IN_A_TAB = 200;

    private static final long SOON_IN_A_BROWSER = 1000;
    /** Of which the fastest counts: a machine may be busy with something else. */
    private static final int TRIES = 3;

    private final Engine engine;
    private final String runtime;
    private final URI root;
    private Browser browser;

    EssentialsIT(Engine engine, RunningSample sample) {
        this.engine = engine;
        runtime = sample.name();
        root = sample.root();
    }

    static Stream<Arguments> everywhere() {
        return Stream.of(Engine.values())
                .flatMap(engine -> Stream.of(RunningSample.values()).map(sample -> Arguments.of(engine, sample)));
    }

    @BeforeEach
    void open() {
        browser = engine.start();
    }

    @AfterEach
    void close() {
        browser.close();
    }

    @Test
    void aPersonSignsInAndOut() {
        browser.signIn(root, "alice", "wonderland");
        assertThat(browser.sessionCookie(), is(notNullValue()));

        browser.press("Sign out");
        browser.awaitSignedOut();

        assertThat(URI.create(browser.driver().getCurrentUrl()), is(root));
        assertThat(browser.sessionCookie(), is(nullValue()));
        assertThat(browser.promised("return (await fetch('api/me')).status"), is(401L));
    }

    @Test
    void theOtherTabKnows() {
        browser.open(root);
        var other = browser.tab();
        browser.newTab();
        var after = new ArrayList<Long>();
        for (int i = 0; i < TRIES; i++) {
            browser.signIn(root, "user91", "load");
            var tab = browser.tab();
            browser.use(other);
            browser.open(root);
            browser.awaitSignedIn("user91");
            browser.run(NOTE_WHEN);
            browser.use(tab);

            var at = (long)
                    browser.promised(
                            "const { signOut } = await import('./api/adieu.js');"
                                    + " const at = Date.now(); await signOut({ endpoint: 'api/sign-out', redirect: false }); return at");

            browser.awaitSignedOut();
            browser.use(other);
            browser.awaitSignedOut();
            after.add((long) browser.run("return window.seen") - at);
            browser.use(tab);
        }
        assertThat(fastest(after, "other tab"), is(lessThan(SOON_IN_A_TAB)));
    }

    @Test
    void theOtherBrowserKnows() {
        var username = "user92" + engine.ordinal();
        try (var phone = engine.start()) {
            var after = new ArrayList<Long>();
            for (int i = 0; i < TRIES; i++) {
                browser.signIn(root, username, "load");
                phone.signIn(root, username, "load");
                phone.run(NOTE_WHEN);

                var at = (long) browser.promised(
                        "const at = Date.now(); await fetch('api/sign-out/everywhere', { method: 'POST' }); return at");

                phone.awaitSignedOut();
                browser.awaitSignedOut();
                after.add((long) phone.run("return window.seen") - at);
            }
            assertThat(fastest(after, "other browser"), is(lessThan(SOON_IN_A_BROWSER)));
        }
    }

    private long fastest(List<Long> after, String whom) {
        System.out.println("The " + whom + " knew after " + after + " ms: " + engine + ", " + runtime);
        return Collections.min(after);
    }
}
