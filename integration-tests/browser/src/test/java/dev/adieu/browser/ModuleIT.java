// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.browser;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chromium.ChromiumNetworkConditions;
import org.openqa.selenium.support.ui.ExpectedConditions;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

/** {@code adieu.js} in Chromium, on the sample's page, which lets no inline script run. */
class ModuleIT {
    /** Notes when the page shows that nobody is signed in. */
    private static final String NOTE_WHEN = "window.seen = null; new MutationObserver(() => {"
            + " if (!document.getElementById('signed-out').hidden) window.seen ??= Date.now() })"
            + ".observe(document.getElementById('signed-out'), { attributes: true })";

    private ChromeDriver browser;

    @BeforeEach
    void open() {
        browser = Chromium.start(Map.of());
        RunningSample.open(browser);
    }

    @AfterEach
    void close() {
        browser.quit();
    }

    @Test
    void theOtherTabKnows() {
        signIn(browser, "user91");
        var other = browser.getWindowHandle();
        browser.executeScript(NOTE_WHEN);
        browser.switchTo().newWindow(WindowType.TAB);
        browser.get(RunningSample.ROOT.toString());
        awaitSignedIn(browser, "user91");

        var at = signOutAndTellWhen();

        awaitSignedOut(browser);
        browser.switchTo().window(other);
        awaitSignedOut(browser);
        System.out.println(
                "The other tab knew after " + ((long) browser.executeScript("return window.seen") - at) + " ms");
    }

    @Test
    void theOtherBrowserKnows() {
        var phone = Chromium.start(Map.of());
        try {
            signIn(browser, "user92");
            RunningSample.open(phone);
            signIn(phone, "user92");
            phone.executeScript(NOTE_WHEN);

            var at = (long) browser.executeAsyncScript("const done = arguments[arguments.length - 1];"
                    + " const at = Date.now();"
                    + " fetch('api/sign-out/everywhere', { method: 'POST' }).then(() => done(at))");

            awaitSignedOut(phone);
            awaitSignedOut(browser);
            System.out.println(
                    "The other browser knew after " + ((long) phone.executeScript("return window.seen") - at) + " ms");
        } finally {
            phone.quit();
        }
    }

    @Test
    void theOtherTabKnowsWithoutChannelsToo() {
        browser.executeScript("delete window.BroadcastChannel");
        signIn(browser, "user93");
        var other = browser.getWindowHandle();
        browser.switchTo().newWindow(WindowType.TAB);
        browser.get(RunningSample.ROOT.toString());
        browser.executeScript("delete window.BroadcastChannel");
        awaitSignedIn(browser, "user93");

        signOutAndTellWhen();

        browser.switchTo().window(other);
        awaitSignedOut(browser);
    }

    /** From the back/forward cache or not. */
    @Test
    void theBackButtonShowsNothingPrivate() {
        signIn(browser, "user94");
        browser.get(RunningSample.ROOT + "api/hello");
        browser.executeAsyncScript("const done = arguments[arguments.length - 1];"
                + " fetch('sign-out', { method: 'POST' }).then(() => done())");

        browser.navigate().back();

        awaitSignedOut(browser);
        assertThat(browser.findElement(By.id("session-title")).isDisplayed(), is(false));
    }

    @Test
    void withoutTheServerWhatIsKeptHereIsForgotten() {
        signIn(browser, "user95");
        browser.executeAsyncScript("const done = arguments[arguments.length - 1];"
                + " localStorage.setItem('cart', '1'); localStorage.setItem('theme', 'dark');"
                + " sessionStorage.setItem('draft', '1');"
                + " const open = indexedDB.open('mail');"
                + " open.onsuccess = async () => { open.result.close(); await caches.open('pages'); done() }");
        browser.setNetworkConditions(offline());

        var result = signOut(
                "{ clear: { localStorage: ['cart'], sessionStorage: true, indexedDB: ['mail'], caches: true } }");

        assertThat(result, is(failed("offline")));
        browser.deleteNetworkConditions();
        assertThat(browser.executeScript("return localStorage.getItem('cart')"), is(nullValue()));
        assertThat(browser.executeScript("return localStorage.getItem('theme')"), is("dark"));
        assertThat(browser.executeScript("return sessionStorage.length"), is(0L));
        assertThat(
                browser.executeAsyncScript("const done = arguments[arguments.length - 1];"
                        + " Promise.all([indexedDB.databases(), caches.keys()])"
                        + ".then(([databases, names]) => done(databases.length + names.length))"),
                is(0L));
        browser.navigate().refresh();
        awaitSignedIn(browser, "user95");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ redirectTo: '/' }",
                "{ sessions: 'mine' }",
                "{ credentials: 'always' }",
                "{ redirect: 'yes' }",
                "{ endpoint: 'http://' }",
                "{ clear: null }",
                "null"
            })
    void whatIsNoOptionEndsNothing(String options) {
        signIn(browser, "user96");

        assertThat(signOut(options), is(failed("invalid_option")));

        browser.navigate().refresh();
        awaitSignedIn(browser, "user96");
    }

    @ParameterizedTest
    @CsvSource({
        "https://evil.example/, /",
        "javascript:alert(1), /",
        "//evil.example, /",
        "/private/?a=b, /private/?a=b"
    })
    void aHostileCallbackUrlIsNotFollowed(String callbackUrl, String url) {
        signIn(browser, "user97");

        var result = signOut(
                "{ endpoint: 'api/sign-out/programmatic', redirect: false, callbackUrl: '" + callbackUrl + "' }");

        assertThat(result, is(done(url)));
    }

    @Test
    void itGoesWhereTheAnswerLeads() {
        signIn(browser, "user98");

        browser.executeScript("import('./api/adieu.js').then(({ signOut }) =>"
                + " signOut({ endpoint: 'api/sign-out/programmatic', callbackUrl: '/sign-in/login.html' }))");

        Chromium.waitFor(browser).until(ExpectedConditions.urlToBe(RunningSample.ROOT + "sign-in/login.html"));
    }

    @Test
    void twiceAtOnceAndSignedOutAreOkToo() {
        signIn(browser, "user99");

        var same = browser.executeAsyncScript("const done = arguments[arguments.length - 1];"
                + " import('./api/adieu.js').then(async ({ signOut }) => {"
                + " const options = { endpoint: 'api/sign-out', redirect: false };"
                + " const both = await Promise.all([signOut(options), signOut(options)]);"
                + " const third = await signOut(options);"
                + " done(both[0] === both[1] && both[0].ok && third.ok) })");

        assertThat(same, is(true));
    }

    @Test
    void storageThatIsDeniedIsNoObstacle() {
        signIn(browser, "user100");
        browser.executeScript(
                "for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches', 'BroadcastChannel'])"
                        + " Object.defineProperty(window, name, { get() { throw new DOMException('denied', 'SecurityError') } })");

        var result =
                signOut("{ clear: { localStorage: true, sessionStorage: ['a'], indexedDB: true, caches: ['b'] } }");

        assertThat(result.get("ok"), is(true));
    }

    @Test
    void whatIsNoAnswerOfAdieuIsNoSignOut() {
        signIn(browser, "user101");

        assertThat(signOut("{ endpoint: 'index.html' }"), is(failed("unexpected_answer")));
    }

    private Map<?, ?> signOut(String options) {
        return (Map<?, ?>)
                browser.executeAsyncScript(
                        "const done = arguments[arguments.length - 1];"
                                + " import('./api/adieu.js').then(({ signOut }) => {"
                                + " const options = " + options + ";"
                                + " return signOut(options && { endpoint: 'api/sign-out', redirect: false, ...options }) }).then(done)");
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

    private long signOutAndTellWhen() {
        return (long) browser.executeAsyncScript("const done = arguments[arguments.length - 1];"
                + " const at = Date.now();"
                + " import('./api/adieu.js').then(({ signOut }) => signOut({ endpoint: 'api/sign-out', redirect: false }))"
                + ".then(() => done(at))");
    }

    private static ChromiumNetworkConditions offline() {
        var conditions = new ChromiumNetworkConditions();
        conditions.setOffline(true);
        return conditions;
    }

    private static void signIn(ChromeDriver browser, String username) {
        Chromium.signIn(browser, username, "load");
        awaitSignedIn(browser, username);
    }

    private static void awaitSignedIn(ChromeDriver browser, String username) {
        Chromium.waitFor(browser)
                .until(ExpectedConditions.textToBe(By.id("session-title"), "Signed in as " + username));
    }

    private static void awaitSignedOut(ChromeDriver browser) {
        Chromium.waitFor(browser).until(ExpectedConditions.visibilityOfElementLocated(By.id("sign-in")));
    }
}
