// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.browser;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.support.ui.ExpectedConditions;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

/** {@code signOut} of {@code adieu.js}, on the sample's page, which lets no inline script run. */
@ParameterizedClass
@MethodSource("dev.adieu.browser.EssentialsIT#everywhere")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ModuleIT {
    @Parameter(0)
    private Engine engine;

    @Parameter(1)
    private RunningSample sample;

    private Tap tap;
    private URI root;
    private Browser browser;

    /** One browser of the engine for all tests. */
    @BeforeParameterizedClassInvocation
    void start() {
        tap = new Tap(sample.root());
        root = tap.root();
        browser = engine.start();
    }

    /** It is nobody's again. */
    @BeforeEach
    void open() {
        assertThat(engine.runs(browser), is(true));
        browser.open(root);
        browser.driver().manage().deleteAllCookies();
    }

    @AfterParameterizedClassInvocation
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

    @Test
    void whatIsNamedIsForgottenAndElseOnlyWhatIsSaidToBeAll() {
        browser.signIn(root, "user95", "load");
        browser.promised(
                "for (const name of ['a', 'b']) { localStorage.setItem(name, '1'); sessionStorage.setItem(name, '1');"
                        + " await caches.open(name); const open = indexedDB.open(name);"
                        + " await new Promise(done => { open.onsuccess = () => { open.result.close(); done() } }) }");

        var result = signOut(
                "{ clear: { localStorage: true, sessionStorage: ['a', 'c'], indexedDB: true, caches: ['a', 'c'] } }");

        assertThat(result.get("ok"), is(true));
        assertThat(
                browser.promised("const databases = await indexedDB.databases();"
                        + " return [Object.keys(localStorage), Object.keys(sessionStorage), databases, await caches.keys()]"
                        + ".map(all => all.join()).join(' ')"),
                is(" b  b"));
        browser.promised("sessionStorage.clear(); return await caches.delete('b')");
    }

    /** Another tab may have it open, and not let it go. */
    @Test
    void aDatabaseThatIsOpenHoldsNobodyUp() {
        browser.signIn(root, "user95", "load");
        browser.promised("const open = indexedDB.open('mail');"
                + " await new Promise(done => { open.onsuccess = () => { window.mail = open.result; done() } })");

        var result = signOut("{ clear: { indexedDB: ['mail'] } }");

        assertThat(result.get("ok"), is(true));
        assertThat(browser.promised("return (await fetch('api/me')).status"), is(401L));
        browser.run("window.mail.close()");
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
                "{ clear: true }",
                "{ clear: ['localStorage'] }",
                "{ sessions: 'others', allSessions: true }",
                "{ sessions: null }",
                "{ callbackUrl: Symbol() }",
                "{ get allSessions() { throw null } }",
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
    @ValueSource(strings = {"https://evil.example/", "javascript:alert(1)", "//evil.example", "/\\\\evil.example"})
    void aHostileCallbackUrlIsNotFollowed(String callbackUrl) {
        browser.signIn(root, "user97", "load");

        assertThat(signOutTo(callbackUrl), is(done(root.getPath())));
    }

    @Test
    void anotherCallbackUrlIsGivenBack() {
        browser.signIn(root, "user97", "load");

        assertThat(signOutTo(root.getPath() + "private/?a=b"), is(done(root.getPath() + "private/?a=b")));
    }

    private Map<?, ?> signOutTo(String callbackUrl) {
        return signOut(
                "{ endpoint: 'api/sign-out/programmatic', redirect: false, callbackUrl: '" + callbackUrl + "' }");
    }

    @Test
    void itGoesWhereTheAnswerLeads() {
        browser.signIn(root, "user98", "load");

        browser.run(
                "const [callbackUrl] = arguments; import('./api/adieu.js').then(({ signOut }) =>"
                        + " signOut({ endpoint: 'api/sign-out/programmatic', callbackUrl }))",
                root.getPath() + "sign-in/login.html");

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
        tap.forgetExchanges();

        browser.promised("const { signOut } = await import('./api/adieu.js');"
                + " const options = { endpoint: 'api/sign-out/everywhere', redirect: false };"
                + " await Promise.all([signOut(options), signOut({ ...options, sessions: 'all' }), signOut(options)])");

        assertThat(tap.count("api/sign-out/everywhere"), is(2L));
    }

    /** On a page without a policy, which would be in the way of a script. */
    @ParameterizedTest
    @ValueSource(strings = {"http://", "javascript:document.title='Hostile'", "data:text/html,<title>Hostile</title>"})
    void whatIsDoneIsDoneWhereverItLeads(String url) {
        tap.serve("answer", "application/json", "{\"ok\":true,\"error\":null,\"url\":\"" + url + "\"}");
        browser.open(tap.serve("bare.html", "text/html", "<!DOCTYPE html><title>Bare</title>"));

        var result = browser.promised(
                "const { signOut } = await import('./api/adieu.js'); return signOut({ endpoint: 'answer' })");

        assertThat(result, is(done(url)));
        await().during(Duration.ofMillis(300))
                .until(() -> browser.driver().getTitle().equals("Bare"));
    }

    /** By fetch, what lies behind is no data; of another origin, browsers do not let it be read at all. */
    @Test
    void aRedirectIsNotFollowedByFetch() {
        try (var provider = new Stranger()) {
            tap.lead("answer", provider.at("127.0.0.1").resolve("end-session"));

            assertThat(signOut("{ endpoint: 'answer' }"), is(failed("unexpected_answer")));
            assertThat(provider.hasSeen("/end-session"), is(false));
        }
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
                + " const asked = []; let told;"
                + " window.EventSource = class extends EventTarget { constructor(url, { withCredentials }) {"
                + " super(); asked.push(withCredentials); told() } close() {} };"
                + " for (const credentials of ['include', undefined]) {"
                + " const once = new Promise(done => { told = done });"
                + " const stop = onSignedOut(() => {}, { events: 'api/events', credentials });"
                + " await once; stop(); }"
                + " return asked.join()");

        assertThat(asked, is("true,false"));
    }

    /** With another version, or none, the browser asks each time. */
    @Test
    void aVersionIsAskedForOnceAndKept() throws IOException {
        var page = tap.serve("bare.html", "text/html", "<!DOCTYPE html><title>Bare</title>");
        for (var version : List.of(version(), "0.0.1")) {
            tap.forgetExchanges();
            for (int visit = 0; visit < 3; visit++) {
                browser.open(page);
                assertThat(
                        browser.promised(
                                "const module = await import('./api/adieu.js?v=' + arguments[0]);"
                                        + " return typeof module.signOut",
                                version),
                        is("function"));
            }
            assertThat(tap.count("api/adieu.js"), is(version.equals("0.0.1") ? 3L : 1L));
        }
    }

    private static String version() throws IOException {
        try (var in = ModuleIT.class.getResourceAsStream("/dev/adieu/core/version.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
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
                + " if (options) for (const [name, value] of [['endpoint', 'api/sign-out'], ['redirect', false]])"
                + " if (!(name in options)) options[name] = value;"
                + " return signOut(options)");
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
