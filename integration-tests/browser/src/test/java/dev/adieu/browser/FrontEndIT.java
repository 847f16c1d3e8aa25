// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.browser;

import dev.adieu.suite.UserAgent;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

/** {@code adieu.js} on a front end of another origin of the same site, as in development. */
@ParameterizedClass
@EnumSource
class FrontEndIT {
    private final Engine engine;
    private final Stranger frontEnd = new Stranger();
    private Tap tap;
    private SampleProcess sample;
    private Browser browser;

    @TempDir
    private Path folder;

    FrontEndIT(Engine engine) {
        this.engine = engine;
    }

    @BeforeEach
    void open() {
        var origin = frontEnd.at("localhost").toString().replaceFirst("/$", "");
        sample = new SampleProcess(
                folder, Ports.free(), "-Dadieu.allowed-origins=" + origin, "-Dadieu.sample.front-end=" + origin);
        tap = new Tap(sample.root());
        browser = engine.start();
        frontEnd.show("<!DOCTYPE html><title>Front end</title>");
        browser.open(frontEnd.at("localhost"));
        browser.run(
                "window.api = path => arguments[0] + 'api/' + path", tap.root().toString());
        assertThat(
                browser.promised("return (await fetch(api('sign-in'), { method: 'POST', credentials: 'include',"
                        + " body: new URLSearchParams('username=user64&password=load') })).status"),
                is(200L));
        assertThat(status(), is(200L));
    }

    @AfterEach
    void close() {
        browser.close();
        tap.close();
        sample.close();
        frontEnd.close();
    }

    @Test
    void signsOutWithTheCookieIncludedAndIsTold() {
        watch();

        var result = browser.promised("const { signOut } = await import(api('adieu.js'));"
                + " return signOut({ endpoint: api('sign-out'), credentials: 'include', redirect: false })");

        assertThat(result, is(result(true, null, "/")));
        assertThat(status(), is(401L));
        await().until(this::reasons, is(List.of("sign_out")));
    }

    @Test
    void isToldOfASignOutElsewhere() {
        watch();
        var device = new UserAgent(tap.root());
        device.signIn("user64", "load");

        device.post("api/sign-out/others");

        await().until(this::reasons, is(List.of("sign_out")));
    }

    /** It would be answered with ok: nobody was signed in who asked. */
    @Test
    void withoutTheCookieNothingIsTried() {
        var result = browser.promised("const { signOut } = await import(api('adieu.js'));"
                + " return signOut({ endpoint: api('sign-out'), redirect: false })");

        assertThat(result, is(result(false, "invalid_option", null)));
        assertThat(tap.count("api/sign-out"), is(0L));
        assertThat(status(), is(200L));
    }

    private void watch() {
        browser.promised("const { onSignedOut } = await import(api('adieu.js')); window.reasons = [];"
                + " onSignedOut(reason => reasons.push(reason), { events: api('events'), credentials: 'include' })");
        await().until(() -> tap.underWay("api/events"), is(1L));
    }

    private Object reasons() {
        return browser.run("return reasons");
    }

    private Object status() {
        return browser.promised("return (await fetch(api('me'), { credentials: 'include' })).status");
    }

    private static Map<String, Object> result(boolean ok, Object error, Object url) {
        var result = new java.util.HashMap<String, Object>();
        result.put("ok", ok);
        result.put("error", error);
        result.put("url", url);
        return result;
    }
}
