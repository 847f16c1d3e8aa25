// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.browser;

import dev.adieu.suite.UserAgent;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.support.ui.ExpectedConditions;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

/** {@code onSignedOut} of {@code adieu.js}, on a page that has nothing else. */
@ParameterizedClass
@MethodSource("dev.adieu.browser.EssentialsIT#everywhere")
class WatchIT {
    private static final String WATCH = "const { onSignedOut } = await import('./api/adieu.js'); window.reasons ??= [];"
            + " window.stop = onSignedOut(reason => window.reasons.push(reason), { events: 'api/events' }); return true";

    /** Writes down whether the page was taken out of the cache, and whether it could be seen when it was drawn next. */
    private static final String NOTE_THE_RETURN = "window.kept = true;"
            + " addEventListener('pageshow', ({ persisted }) => { sessionStorage.persisted = persisted;"
            + " requestAnimationFrame(() => sessionStorage.drawn ??= getComputedStyle(document.body).visibility) })";

    private final Engine engine;
    private final String username;
    private final RunningSample sample;
    private final Tap tap;
    private Browser browser;

    WatchIT(Engine engine, RunningSample sample) {
        this.engine = engine;
        this.sample = sample;
        tap = new Tap(sample.root());
        username = "user7" + engine.ordinal();
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
    void tellsThatOneSignedOutElsewhere() {
        signIn();
        watch();
        awaitStreams(1);

        signOutElsewhere();

        await().until(this::reasons, is(List.of("sign_out")));
    }

    @Test
    void tellsThatAnAdministratorEndedIt() {
        signIn();
        watch();
        awaitStreams(1);
        var administrator = new UserAgent(sample.root());
        administrator.signIn("admin", "secret");

        administrator.send("DELETE", "api/admin/subjects/" + username + "/sessions", null);

        await().until(this::reasons, is(List.of("administrator")));
    }

    @Test
    void oneTabListensForAllAndAnotherAfterIt() {
        signIn();
        watch();
        awaitStreams(1);
        var first = browser.tab();
        browser.newTab();
        browser.open(page());
        watch();
        var second = browser.tab();
        browser.newTab();
        browser.open(page());
        watch();
        assertThat(tap.underWay("api/events"), is(1L));

        browser.use(first);
        browser.driver().close();
        browser.use(second);
        awaitStreams(1);
        signOutElsewhere();

        await().until(this::reasons, is(List.of("sign_out")));
        browser.closeOtherTabs(browser.tab());
        awaitStreams(0);
    }

    @Test
    void anotherTabIsToldWithoutChannelsToo() {
        signIn();
        browser.run("delete window.BroadcastChannel");
        watchAlone();
        var first = browser.tab();
        browser.newTab();
        browser.open(page());
        browser.run("delete window.BroadcastChannel");
        watchAlone();

        browser.promised("const { signOut } = await import('./api/adieu.js');"
                + " return (await signOut({ endpoint: 'api/sign-out', redirect: false })).ok");

        await().until(this::reasons, is(List.of("sign_out")));
        browser.use(first);
        await().until(this::reasons, is(List.of("sign_out")));
    }

    @Test
    void listensAgainWhenTheLineWasCut() {
        signIn();
        watch();
        awaitStreams(1);
        tap.forgetExchanges();
        tap.cut();
        awaitStreams(1);

        signOutElsewhere();

        await().until(this::reasons, is(List.of("sign_out")));
    }

    @Test
    void listensAgainWhenTheServerIsBack() {
        signIn();
        watch();
        awaitStreams(1);
        tap.forgetExchanges();
        tap.beBusy(true);
        await().until(() -> tap.find("GET", "api/events") != null);
        tap.beBusy(false);
        awaitStreams(1);

        signOutElsewhere();

        await().until(this::reasons, is(List.of("sign_out")));
    }

    /** The stream that would have told was not there. */
    @Test
    void tellsThatItEndedWhileTheServerWasAway() {
        signIn();
        watch();
        awaitStreams(1);
        tap.beBusy(true);
        signOutElsewhere();
        tap.beBusy(false);

        await().until(this::reasons, is(List.of("ended")));
    }

    @Test
    void tellsAtOnceWhereNobodyIsSignedIn() {
        browser.open(page());
        watch();

        await().until(this::reasons, is(List.of("ended")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Object.defineProperty(navigator, 'locks', { value: undefined })",
                "navigator.locks.request = async () => { throw new DOMException('denied', 'SecurityError') }"
            })
    void everyTabListensWhereThereAreNoLocks(String without) {
        signIn();
        browser.run(without);
        watch();
        browser.newTab();
        browser.open(page());
        browser.run(without);
        watch();
        awaitStreams(2);

        signOutElsewhere();

        await().until(this::reasons, is(List.of("sign_out")));
        awaitStreams(0);
    }

    @Test
    void aPageThatIsLeftListensNoMoreAndIsNotShownAgain() {
        signIn();
        watch();
        awaitStreams(1);
        browser.run(NOTE_THE_RETURN);
        leaveBy("location.assign('elsewhere.html')");
        awaitStreams(0);

        back();

        awaitLoadedAgain();
    }

    @Test
    void aCallbackThatThrowsHarmsNobody() {
        signIn();
        browser.promised("const { onSignedOut } = await import('./api/adieu.js');"
                + " onSignedOut(() => { throw new Error('mine') }, { events: 'api/events' }); return true");
        watch();
        browser.newTab();
        browser.open(page());
        watch();
        var other = browser.tab();
        awaitStreams(1);

        signOutElsewhere();

        for (var tab : browser.driver().getWindowHandles()) {
            browser.use(tab);
            await().until(this::reasons, is(List.of("sign_out")));
        }
        assertThat(browser.driver().getWindowHandles().contains(other), is(true));
    }

    @Test
    void whatIsStoppedListensAndTellsNoMore() {
        signIn();
        watch();
        awaitStreams(1);

        browser.run("window.stop(); window.stop()");

        awaitStreams(0);
        browser.run("window.stopped = window.reasons; window.reasons = []");
        watch();
        awaitStreams(1);
        signOutElsewhere();
        await().until(this::reasons, is(List.of("sign_out")));
        assertThat(browser.run("return window.stopped"), is(List.of()));
    }

    /** Even though it was told, and listens no more. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "onSignedOut(() => location.assign('elsewhere.html')); signOut({ endpoint: 'api/sign-out', redirect: false })",
                "signOut({ endpoint: 'api/sign-out/programmatic', callbackUrl: new URL('elsewhere.html', location).pathname })"
            })
    void aPageThatSignedOutIsNotShownAgain(String leaves) {
        signIn();
        browser.promised("Object.assign(window, await import('./api/adieu.js')); return true");
        browser.run(NOTE_THE_RETURN);
        leaveBy(leaves);

        back();

        awaitLoadedAgain();
    }

    /** At a click: what a script does by itself is not always an entry of its own in the history. */
    private void leaveBy(String script) {
        tap.serve("elsewhere.html", "text/html", "<!DOCTYPE html><title>Elsewhere</title>");
        browser.run("document.body.innerHTML = '<button>Leave</button>';"
                + " document.querySelector('button').addEventListener('click', () => { " + script + " })");
        browser.press("Leave");
        browser.await(ExpectedConditions.titleIs("Elsewhere"));
    }

    /** Once: Chromium's driver runs a script again whose page went away before its answer came. */
    private void back() {
        browser.run("if (document.title === 'Elsewhere') history.back()");
    }

    private void awaitLoadedAgain() {
        browser.await(driver -> driver.getTitle().equals("Watch") && browser.run("return window.kept") == null);
        assertThat(browser.run("return sessionStorage.persisted"), is("true"));
        // Nothing, where it was loaded again before the first frame.
        assertThat(browser.run("return sessionStorage.drawn"), is(not("visible")));
    }

    private URI page() {
        return tap.serve("watch.html", "text/html", "<!DOCTYPE html><title>Watch</title>");
    }

    private void signIn() {
        browser.open(page());
        assertThat(
                browser.promised("return (await fetch('api/sign-in', { method: 'POST',"
                        + " body: new URLSearchParams('username=" + username + "&password=load') })).status"),
                is(200L));
    }

    private void watch() {
        assertThat(browser.promised(WATCH), is(true));
    }

    /** Without the stream, which would tell as well. */
    private void watchAlone() {
        assertThat(browser.promised(WATCH.replace(", { events: 'api/events' }", "")), is(true));
    }

    private Object reasons() {
        return browser.run("return window.reasons");
    }

    private void awaitStreams(long number) {
        await().until(() -> tap.underWay("api/events"), is(number));
    }

    /** Of the same person, on another device. */
    private void signOutElsewhere() {
        var device = new UserAgent(sample.root());
        device.signIn(username, "load");
        assertThat(device.post("api/sign-out/everywhere").status(), is(200));
    }
}
