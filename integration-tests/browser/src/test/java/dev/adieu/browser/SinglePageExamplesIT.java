// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.browser;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.openqa.selenium.support.ui.ExpectedConditions;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

/** The scripts of the page on single-page applications, as they stand there but for the name of the endpoint. */
@ParameterizedClass
@EnumSource
class SinglePageExamplesIT {
    private static final Pattern SCRIPT = Pattern.compile("^```js\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

    private final Engine engine;
    private final List<String> scripts;
    private Tap tap;
    private URI root;
    private Browser browser;

    SinglePageExamplesIT(Engine engine) throws IOException {
        this.engine = engine;
        var page = Files.readString(Path.of("../../docs/single-page-applications.md"));
        scripts = SCRIPT.matcher(page).results().map(script -> script.group(1)).toList();
        assertThat(scripts.size(), is(3));
    }

    @BeforeEach
    void signIn() {
        tap = new Tap(RunningSample.GRIZZLY.root());
        root = tap.root();
        browser = engine.start();
        browser.signIn(root, "user43", "load");
        browser.run("localStorage.setItem('cart', '1'); localStorage.setItem('theme', 'dark')");
    }

    @AfterEach
    void close() {
        browser.close();
        tap.close();
    }

    @Test
    void theModuleForgetsSignsOutAndLeadsOn() {
        open(scripts.get(0).replace("/api/logout", "/api/sign-out"));

        browser.await(ExpectedConditions.urlToBe(root.toString()));
        browser.awaitSignedOut();
        assertThat(browser.run("return localStorage.getItem('cart')"), is(nullValue()));
        assertThat(browser.run("return localStorage.getItem('theme')"), is("dark"));
    }

    @Test
    void theModuleSaysWhoIsStillSignedInAndHearsOfTheSignOutThen() {
        open(scripts.get(0).replace("/api/logout", "/api/is-not-there"));
        browser.await(ExpectedConditions.titleIs("You are still signed in: unexpected_answer"));

        // Nobody waits for the answer: the page may be led away before it comes.
        browser.run("fetch('/api/sign-out', { method: 'POST' })");

        browser.await(ExpectedConditions.urlToBe(root.toString()));
        browser.awaitSignedOut();
    }

    @Test
    void withoutTheModuleItIsAFetchAndANavigation() {
        open(scripts.get(1).replace("/api/logout", "/api/sign-out"));

        browser.await(ExpectedConditions.urlToBe(root.toString()));
        browser.awaitSignedOut();
    }

    @Test
    void theDevelopmentServerIsToldToPassOn() {
        tap.serve("vite.config.js", "text/javascript", scripts.get(2));

        assertThat(
                browser.promised("return (await import('/vite.config.js')).default.server.proxy['/api']"),
                is("http://localhost:8080"));
    }

    /** On a page of its own. */
    private void open(String script) {
        tap.serve("shop.js", "text/javascript", "globalThis.show = text => document.title = text\n" + script);
        browser.open(tap.serve(
                "shop.html",
                "text/html",
                "<!DOCTYPE html><title>Shop</title><script type=\"module\" src=\"shop.js\"></script>"));
    }
}
