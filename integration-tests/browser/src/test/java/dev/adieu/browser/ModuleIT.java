// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.browser;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.support.ui.ExpectedConditions;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

/** {@code signOut} of {@code adieu.js}, on the sample's page, which lets no inline script run. */
@ParameterizedClass
@EnumSource
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ModuleIT {
    @Parameter
    private Engine engine;

    private final Tap tap = new Tap(RunningSample.GRIZZLY.root());
    private final URI root = tap.root();
    private @Nullable Browser browser;

    /** One browser for all, which is nobody's again: which engine's is known only now. */
    @BeforeEach
    void open() {
        browser = browser == null ? engine.start() : browser;
        browser.open(root);
        browser.driver().manage().deleteAllCookies();
    }

    @AfterAll
    void close() {
        browser.close();
        tap.close();
    }

    @Test
    void theBackButtonShowsNothingPrivate() {
        browser.signIn(root, "user94", "load");
        browser.open(root.resolve("api/hello"));
        browser.promised("return (await fetch('sign-out', { method: 'POST' })).status");

        browser.driver().navigate().back();

        browser.awaitSignedOut();
        assertThat(browser.isShown("session-title"), is(false));
    }

    @Test
    void withoutTheServerWhatIsKeptHereIsForgotten() {
        browser.signIn(root, "user95", "load");
        browser.promised("localStorage.setItem('cart', '1'); localStorage.setItem('theme', 'dark');"
                + " sessionStorage.setItem('draft', '1');"
                + " const open = indexedDB.open('mail');"
                + " await new Promise(done => { open.onsuccess = () => { open.result.close(); done() } });"
                + " await caches.open('pages')");
        tap.goOffline();

        var result = signOut(
                "{ clear: { localStorage: ['cart'], sessionStorage: true, indexedDB: ['mail'], caches: true } }");

        assertThat(result, is(failed("offline")));
        tap.goOnline();
        assertThat(browser.run("return localStorage.getItem('cart')"), is(nullValue()));
        assertThat(browser.run("return localStorage.getItem('theme')"), is("dark"));
        assertThat(browser.run("return sessionStorage.length"), is(0L));
        assertThat(
                browser.promised("const [databases, names] = await Promise.all([indexedDB.databases(), caches.keys()]);"
                        + " return databases.length + names.length"),
                is(0L));
        browser.driver().navigate().refresh();
        browser.awaitSignedIn("user95");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ redirectTo: '/' }",
                "{ sessions: 'mine' }",
                "{ credentials: 'always' }",
                "{ credentials: 'omit' }",
                "{ endpoint: 'https://api.example/sign-out' }",
                "{ redirect: 'yes' }",
                "{ endpoint: 'http://' }",
                "{ clear: null }",
                "{ clear: { cookies: true } }",
                "{ clear: { localStorage: 'cart' } }",
                "null"
            })
    void whatIsNoOptionEndsNothing(String options) {
        browser.signIn(root, "user96", "load");

        assertThat(signOut(options), is(failed("invalid_option")));

        browser.driver().navigate().refresh();
        browser.awaitSignedIn("user96");
    }

    @ParameterizedTest
    @CsvSource({
        "https://evil.example/, /",
        "javascript:alert(1), /",
        "//evil.example, /",
        "/private/?a=b, /private/?a=b"
    })
    void aHostileCallbackUrlIsNotFollowed(String callbackUrl, String url) {
        browser.signIn(root, "user97", "load");

        var result = signOut(
                "{ endpoint: 'api/sign-out/programmatic', redirect: false, callbackUrl: '" + callbackUrl + "' }");

        assertThat(result, is(done(url)));
    }

    @Test
    void itGoesWhereTheAnswerLeads() {
        browser.signIn(root, "user98", "load");

        browser.run("import('./api/adieu.js').then(({ signOut }) =>"
                + " signOut({ endpoint: 'api/sign-out/programmatic', callbackUrl: '/sign-in/login.html' }))");

        browser.await(ExpectedConditions.urlToBe(root + "sign-in/login.html"));
    }

    @Test
    void twiceAtOnceAndSignedOutAreOkToo() {
        browser.signIn(root, "user99", "load");

        var same = browser.promised("const { signOut } = await import('./api/adieu.js');"
                + " const options = { endpoint: 'api/sign-out', redirect: false };"
                + " const both = await Promise.all([signOut(options), signOut(options)]);"
                + " const third = await signOut(options);"
                + " return both[0] === both[1] && both[0].ok && third.ok");

        assertThat(same, is(true));
    }

    /** The answer to less is no answer to more. */
    @Test
    void atOnceWithSomethingElseIsAskedForItself() {
        browser.signIn(root, "user99", "load");

        var asked = browser.promised("const { signOut } = await import('./api/adieu.js');"
                + " const urls = []; const fetched = fetch;"
                + " window.fetch = (url, options) => { urls.push(String(url)); return fetched(url, options) };"
                + " const options = { endpoint: 'api/sign-out/everywhere', redirect: false };"
                + " await Promise.all([signOut(options), signOut({ ...options, sessions: 'all' }), signOut(options)]);"
                + " return urls.filter(url => url.includes('sign-out')).length");

        assertThat(asked, is(2L));
    }

    @Test
    void whatIsDoneIsDoneWhereverItLeads() {
        browser.signIn(root, "user99", "load");

        var result = browser.promised("const { signOut } = await import('./api/adieu.js');"
                + " window.fetch = async () => Response.json({ ok: true, error: null, url: 'http://' });"
                + " return await signOut({ endpoint: 'api/sign-out' })");

        assertThat(result, is(done("http://")));
    }

    /** Browsers stay on a page whose URL differs in the fragment alone. */
    @Test
    void aFragmentOfTheSamePageLoadsItAgain() {
        browser.signIn(root, "user99", "load");
        browser.run("window.stays = true; import('./api/adieu.js').then(({ signOut }) => { const { fetch } = window;"
                + " window.fetch = async (url, options) => { await fetch(url, options);"
                + " return Response.json({ ok: true, error: null, url: location.pathname + '#top' }) };"
                + " return signOut({ endpoint: 'api/sign-out' }) })");

        browser.await(driver -> Boolean.TRUE.equals(browser.run("return location.hash === '#top' && !window.stays")));
        browser.awaitSignedOut();
    }

    @Test
    void theStreamIsAskedForAsIsSaid() {
        var asked = browser.promised("const { onSignedOut } = await import('./api/adieu.js');"
                + " const asked = [];"
                + " window.EventSource = class extends EventTarget { constructor(url, { withCredentials }) {"
                + " super(); asked.push(withCredentials) } close() {} };"
                + " for (const credentials of ['include', undefined]) {"
                + " const stop = onSignedOut(() => {}, { events: 'api/events', credentials });"
                + " await new Promise(done => setTimeout(done, 100)); stop(); }"
                + " return asked.join()");

        assertThat(asked, is("true,false"));
    }

    @Test
    void storageThatIsDeniedIsNoObstacle() {
        browser.signIn(root, "user100", "load");
        browser.run(
                "for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches', 'BroadcastChannel'])"
                        + " Object.defineProperty(window, name, { get() { throw new DOMException('denied', 'SecurityError') } })");

        var result =
                signOut("{ clear: { localStorage: true, sessionStorage: ['a'], indexedDB: true, caches: ['b'] } }");

        assertThat(result.get("ok"), is(true));
    }

    @Test
    void whatIsNoAnswerOfAdieuIsNoSignOut() {
        browser.signIn(root, "user101", "load");

        assertThat(signOut("{ endpoint: 'index.html' }"), is(failed("unexpected_answer")));
    }

    private Map<?, ?> signOut(String options) {
        return (Map<?, ?>) browser.promised("const { signOut } = await import('./api/adieu.js');"
                + " const options = " + options + ";"
                + " return signOut(options && { endpoint: 'api/sign-out', redirect: false, ...options })");
    }

    private static Map<?, ?> failed(String error) {
        return result(false, error, null);
    }

    private static Map<?, ?> done(String url) {
        return result(true, null, url);
    }

    private static Map<?, ?> result(boolean ok, @Nullable String error, @Nullable String url) {
        var result = new HashMap<String, Object>();
        result.put("ok", ok);
        result.put("error", error);
        result.put("url", url);
        return result;
    }
}
