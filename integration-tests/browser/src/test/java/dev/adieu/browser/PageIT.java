// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.browser;

import dev.adieu.suite.HostileUrls;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.support.ui.ExpectedConditions;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

/** A person on the sample's page. */
@ParameterizedClass
@EnumSource
class PageIT {
    /** The list of devices is answered as it is now, and when the test says so. */
    private static final String HOLD_BACK_THE_DEVICES =
            """
            const really = window.fetch
            window.fetch = async (...request) => {
              const answer = await really(...request)
              if (request[0] === 'api/sessions') {
                const body = await answer.json()
                window.released = new Promise(done => window.release = done)
                await window.released
                return Response.json(body)
              }
              return answer
            }
            """;

    private final Engine engine;
    private final URI root = RunningSample.GRIZZLY.root();
    private Browser browser;

    PageIT(Engine engine) {
        this.engine = engine;
    }

    @BeforeEach
    void open() {
        browser = engine.start();
        browser.open(root);
    }

    @AfterEach
    void close() {
        browser.close();
    }

    @Test
    void aPersonSignsInAndOut() {
        browser.signIn(root, "alice", "wonderland");
        browser.await(ExpectedConditions.textToBePresentInElementLocated(By.id("sessions"), "this device"));
        assertThat(browser.sessionCookie(), is(notNullValue()));

        browser.press("Sign out");
        browser.awaitSignedOut();

        assertThat(URI.create(browser.driver().getCurrentUrl()), is(root));
        assertThat(browser.sessionCookie(), is(nullValue()));
        assertThat(browser.promised("return (await fetch('api/me')).status"), is(401L));
    }

    @Test
    void aWrongPasswordIsSaidSo() {
        browser.fillIn("alice", "looking-glass");

        browser.await(ExpectedConditions.textToBe(By.id("message"), "Wrong user name or password"));
    }

    @Test
    void theOtherDeviceIsSignedOutEverywhere() {
        try (var phone = engine.start()) {
            browser.signIn(root, "bob", "builder");
            phone.signIn(root, "bob", "builder");
            phone.await(ExpectedConditions.numberOfElementsToBe(By.cssSelector("#sessions li"), 2));

            browser.press("Sign out everywhere");
            browser.awaitSignedOut();

            phone.driver().navigate().refresh();
            phone.awaitSignedOut();
        }
    }

    @Test
    void oneOtherDeviceIsEnded() {
        var username = "user81" + engine.ordinal();
        try (var phone = engine.start()) {
            phone.signIn(root, username, "load");
            browser.fillIn(username, "load");
            browser.await(ExpectedConditions.numberOfElementsToBe(By.cssSelector("#sessions li"), 2));
            browser.press("End");
            browser.await(ExpectedConditions.numberOfElementsToBe(By.cssSelector("#sessions li"), 1));

            phone.driver().navigate().refresh();
            phone.awaitSignedOut();
        }
    }

    @Test
    void whatIsAnsweredAfterTheSignOutIsNotShown() {
        browser.signIn(root, "alice", "wonderland");
        browser.run(HOLD_BACK_THE_DEVICES);
        browser.run("dispatchEvent(new Event('focus'))");
        browser.await(driver -> browser.run("return window.release !== undefined"));

        browser.promised("return (await fetch('api/sign-out', { method: 'POST' })).status");
        browser.awaitSignedOut();
        browser.promised(
                "release(); await window.released; await new Promise(done => setTimeout(done, 100)); return 0");

        assertThat(browser.driver().findElement(By.id("signed-in")).isDisplayed(), is(false));
        assertThat(browser.run("return document.getElementById('sessions').childElementCount"), is(0L));
        browser.awaitSignedOut();
    }

    @Test
    void thePageWorksWithoutScripts() {
        browser.close();
        browser = engine.withoutScripts();
        browser.driver().get("data:text/html,<noscript><p>off</p></noscript>");
        assertThat(browser.driver().findElement(By.tagName("p")).isDisplayed(), is(true));
        browser.open(root);

        browser.fillIn("alice", "wonderland");
        await().until(browser::sessionCookie, is(notNullValue()));
        assertThat(URI.create(browser.driver().getCurrentUrl()), is(root));

        browser.press("Sign out");
        await().until(browser::sessionCookie, is(nullValue()));
        assertThat(URI.create(browser.driver().getCurrentUrl()), is(root));
    }

    @Test
    void aPageOfAnotherOriginSignsNobodyOut() {
        browser.signIn(root, "alice", "wonderland");

        // 127.0.0.1 is another site than localhost.
        browser.open(URI.create(root.toString().replace("localhost", "127.0.0.1")));
        browser.run("const f = document.createElement('form'); f.method = 'post'; f.action = '" + root
                + "api/sign-out'; document.body.append(f); f.submit()");
        browser.await(ExpectedConditions.titleIs("That did not work"));

        assertThat(browser.driver().getPageSource(), containsString("another site"));
        browser.open(root);
        browser.awaitSignedIn("alice");
    }

    @Test
    void aLinkAsksAndTheKeyboardAnswers() {
        browser.signIn(root, "alice", "wonderland");

        browser.open(root.resolve("api/sign-out"));
        browser.await(ExpectedConditions.titleIs("Sign out?"));
        assertThat(browser.sessionCookie(), is(notNullValue()));
        // The style has been let through by its nonce.
        assertThat(browser.driver().findElement(By.tagName("body")).getCssValue("display"), is("grid"));

        browser.driver().findElement(By.linkText("Stay signed in")).click();
        browser.awaitSignedIn("alice");

        browser.open(root.resolve("api/sign-out"));
        browser.await(ExpectedConditions.titleIs("Sign out?"));
        browser.driver().switchTo().activeElement().sendKeys(Keys.RETURN);
        browser.awaitSignedOut();
        assertThat(URI.create(browser.driver().getCurrentUrl()), is(root));
        assertThat(browser.sessionCookie(), is(nullValue()));
    }

    /** The callback URLs of the suite, as a browser itself reads them. */
    @Test
    @SuppressWarnings("unchecked")
    void aBrowserReadsUrlsAsTheSuitesJudgeDoes() {
        var plain = List.of("/", "/a?b=//evil.example", "/a;b@c:d", "/caf%C3%A9", "/a?x=/../..", "/~a!$&'()*+,;=");
        var origins = (List<Object>) browser.run(
                "return arguments[0].map(u => { try { return new URL(u, location).href } catch { return null } })",
                plain);
        for (int i = 0; i < plain.size(); i++) {
            assertThat(origins.get(i), is(root.resolve("/") + plain.get(i).substring(1)));
        }

        // The suite's judge is no laxer than a browser: what leads a browser away, it calls away.
        var hostile = HostileUrls.all();
        var away = (List<String>) browser.run(
                "return arguments[0].filter(u => { try { return new URL(u, location).origin !== location.origin }"
                        + " catch { return false } })",
                hostile);
        assertThat(away.isEmpty(), is(false));
        away.forEach(url -> assertThat(url, HostileUrls.staysOn(root, url), is(false)));
    }
}
