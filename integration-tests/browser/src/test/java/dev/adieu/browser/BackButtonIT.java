// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.browser;

import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.By;
import org.openqa.selenium.support.ui.ExpectedConditions;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

/** Whoever goes back to the sample's page finds it as it is now: from the back/forward cache, and without that. */
@ParameterizedClass
@MethodSource("dev.adieu.browser.EssentialsIT#everywhere")
class BackButtonIT {
    /** Writes down whether the page was taken out of the cache, and whether it could be seen when it was drawn next. */
    private static final String NOTE_THE_RETURN = "window.kept = true;"
            + " addEventListener('pageshow', ({ persisted }) => { sessionStorage.persisted = persisted;"
            + " requestAnimationFrame(() => sessionStorage.drawn ??="
            + " getComputedStyle(document.getElementById('signed-in')).visibility) })";

    private final Engine engine;
    private final Tap tap;
    private final URI root;
    private Browser browser;

    BackButtonIT(Engine engine, RunningSample sample) {
        this.engine = engine;
        tap = new Tap(sample.root());
        root = tap.root();
    }

    @BeforeEach
    void open() {
        browser = engine.start();
        tap.serve("elsewhere.html", "text/html", "<!DOCTYPE html><title>Elsewhere</title>");
    }

    @AfterEach
    void close() {
        browser.close();
        tap.close();
    }

    @Test
    void aPageOutOfTheCacheIsHiddenAndLoadedAgain() {
        leave();
        signOut();

        back();

        browser.awaitSignedOut();
        assertThat(browser.run("return sessionStorage.persisted"), is("true"));
        // Nothing, where it was loaded again before the first frame.
        assertThat(browser.run("return sessionStorage.drawn"), is(not("visible")));
        assertThat(browser.run("return window.kept"), is(nullValue()));
        assertThat(browser.isShown("session-title"), is(false));
    }

    @Test
    void aPageOutOfTheCacheIsLoadedAgainForWhomIsSignedIn() {
        leave();

        back();

        browser.awaitSignedIn("user94");
        assertThat(browser.run("return sessionStorage.persisted"), is("true"));
        assertThat(browser.run("return window.kept"), is(nullValue()));
    }

    @Test
    void aPageOutOfTheCacheIsNotShownWithoutTheServer() {
        leave();
        tap.goOffline();

        back();

        browser.await(ExpectedConditions.not(driver -> (boolean) browser.run("return window.kept === true")));
        assertThat(browser.driver().getPageSource().contains("user94"), is(false));
    }

    /** Its document comes out of the HTTP cache. */
    @Test
    void aPageThatIsNotInTheCacheAsksWhoIsSignedIn() {
        browser.close();
        browser = engine.withoutPageCache();
        leave();
        signOut();

        back();

        browser.awaitSignedOut();
        assertThat(browser.run("return sessionStorage.persisted"), is(nullValue()));
        assertThat(browser.isShown("session-title"), is(false));
    }

    private void leave() {
        browser.signIn(root, "user94", "load");
        browser.run(NOTE_THE_RETURN);
        goElsewhere();
    }

    /** As a person does: what a driver opens, or a script without a click, is not always an entry of its own. */
    private void goElsewhere() {
        // A link that is followed before the page has loaded may take its place in the history.
        browser.await(driver -> browser.run("return document.readyState").equals("complete"));
        browser.run("document.querySelector('header').insertAdjacentHTML('beforeend',"
                + " '<a id=\"away\" href=\"elsewhere.html\">Elsewhere</a>')");
        browser.driver().findElement(By.id("away")).click();
        browser.await(ExpectedConditions.titleIs("Elsewhere"));
    }

    /** Once: Chromium's driver runs a script again whose page went away before its answer came. */
    private void back() {
        browser.run("if (document.title === 'Elsewhere') history.back()");
    }

    /** Without {@code adieu.js}, which would tell the page. */
    private void signOut() {
        assertThat(browser.promised("return (await fetch('api/sign-out', { method: 'POST' })).status"), is(200L));
    }
}
