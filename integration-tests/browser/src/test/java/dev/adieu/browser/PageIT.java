// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.browser;

import dev.adieu.suite.HostileUrls;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.support.ui.ExpectedConditions;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

/** A person on the sample's page, in Chromium. Its pictures are those of the README. */
class PageIT {
    private static final Path PICTURES = Path.of(System.getProperty("adieu.pictures", "target/pictures"));

    private ChromeDriver browser;

    @BeforeAll
    static void makeRoomForPictures() throws IOException {
        Files.createDirectories(PICTURES);
    }

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
    void aPersonSignsInAndOut() throws IOException {
        picture("signed-out.png");

        signIn("alice", "wonderland");
        Chromium.waitFor(browser).until(ExpectedConditions.textToBe(By.id("session-title"), "Signed in as alice"));
        Chromium.waitFor(browser)
                .until(ExpectedConditions.textToBePresentInElementLocated(By.id("sessions"), "this device"));
        assertThat(sessionCookie(), is(notNullValue()));

        Chromium.press(browser, "Sign out");
        Chromium.waitFor(browser).until(ExpectedConditions.visibilityOfElementLocated(By.id("sign-in")));

        assertThat(URI.create(browser.getCurrentUrl()), is(RunningSample.ROOT));
        assertThat(sessionCookie(), is(nullValue()));
        assertThat(
                browser.executeAsyncScript("fetch('api/me').then(r => arguments[arguments.length - 1](r.status))"),
                is(401L));
    }

    @Test
    void aWrongPasswordIsSaidSo() {
        signIn("alice", "looking-glass");

        Chromium.waitFor(browser).until(ExpectedConditions.textToBe(By.id("message"), "Wrong user name or password"));
    }

    @Test
    void theOtherDeviceIsSignedOutEverywhere() {
        var phone = Chromium.start(Map.of());
        try {
            signIn("bob", "builder");
            Chromium.waitFor(browser).until(ExpectedConditions.textToBe(By.id("session-title"), "Signed in as bob"));
            phone.get(RunningSample.ROOT.toString());
            Chromium.signIn(phone, "bob", "builder");
            Chromium.waitFor(phone).until(ExpectedConditions.numberOfElementsToBe(By.cssSelector("#sessions li"), 2));

            browser.findElement(By.xpath("//button[text()='Sign out everywhere']"))
                    .click();
            Chromium.waitFor(browser).until(ExpectedConditions.visibilityOfElementLocated(By.id("sign-in")));

            phone.navigate().refresh();
            Chromium.waitFor(phone).until(ExpectedConditions.visibilityOfElementLocated(By.id("sign-in")));
        } finally {
            phone.quit();
        }
    }

    @Test
    void oneOtherDeviceIsEnded() throws IOException {
        var phone = Chromium.start(Map.of());
        try {
            phone.get(RunningSample.ROOT.toString());
            Chromium.signIn(phone, "user81", "load");
            Chromium.waitFor(phone).until(ExpectedConditions.textToBe(By.id("session-title"), "Signed in as user81"));
            signIn("user81", "load");
            Chromium.waitFor(browser).until(ExpectedConditions.numberOfElementsToBe(By.cssSelector("#sessions li"), 2));
            picture("signed-in.png");

            Chromium.press(browser, "End");
            Chromium.waitFor(browser).until(ExpectedConditions.numberOfElementsToBe(By.cssSelector("#sessions li"), 1));

            phone.navigate().refresh();
            Chromium.waitFor(phone).until(ExpectedConditions.visibilityOfElementLocated(By.id("sign-in")));
        } finally {
            phone.quit();
        }
    }

    @Test
    void thePageWorksWithoutScripts() {
        browser.quit();
        browser = Chromium.start(Map.of("profile.managed_default_content_settings.javascript", 2));
        browser.get(RunningSample.ROOT.toString());

        signIn("alice", "wonderland");
        assertThat(URI.create(browser.getCurrentUrl()), is(RunningSample.ROOT));
        assertThat(sessionCookie(), is(notNullValue()));

        Chromium.press(browser, "Sign out");
        assertThat(URI.create(browser.getCurrentUrl()), is(RunningSample.ROOT));
        assertThat(sessionCookie(), is(nullValue()));
    }

    @Test
    void aPageOfAnotherOriginSignsNobodyOut() {
        signIn("alice", "wonderland");
        Chromium.waitFor(browser).until(ExpectedConditions.textToBe(By.id("session-title"), "Signed in as alice"));

        // 127.0.0.1 is another site than localhost.
        browser.get(RunningSample.ROOT.toString().replace("localhost", "127.0.0.1"));
        browser.executeScript("const f = document.createElement('form'); f.method = 'post'; f.action = '"
                + RunningSample.ROOT + "api/sign-out'; document.body.append(f); f.submit()");
        Chromium.waitFor(browser).until(ExpectedConditions.titleIs("That did not work"));

        assertThat(browser.getPageSource(), containsString("another site"));
        browser.get(RunningSample.ROOT.toString());
        Chromium.waitFor(browser).until(ExpectedConditions.textToBe(By.id("session-title"), "Signed in as alice"));
    }

    @Test
    void aLinkAsksAndTheKeyboardAnswers() throws IOException {
        signIn("alice", "wonderland");
        Chromium.waitFor(browser).until(ExpectedConditions.textToBe(By.id("session-title"), "Signed in as alice"));

        browser.get(RunningSample.ROOT + "api/sign-out");
        Chromium.waitFor(browser).until(ExpectedConditions.titleIs("Sign out?"));
        picture("confirmation.png");
        assertThat(sessionCookie(), is(notNullValue()));
        // The style has been let through by its nonce.
        assertThat(browser.findElement(By.tagName("body")).getCssValue("display"), is("grid"));

        browser.findElement(By.linkText("Stay signed in")).click();
        Chromium.waitFor(browser).until(ExpectedConditions.textToBe(By.id("session-title"), "Signed in as alice"));

        browser.get(RunningSample.ROOT + "api/sign-out");
        Chromium.waitFor(browser).until(ExpectedConditions.titleIs("Sign out?"));
        browser.switchTo().activeElement().sendKeys(org.openqa.selenium.Keys.ENTER);
        Chromium.waitFor(browser).until(ExpectedConditions.visibilityOfElementLocated(By.id("sign-in")));
        assertThat(URI.create(browser.getCurrentUrl()), is(RunningSample.ROOT));
        assertThat(sessionCookie(), is(nullValue()));
    }

    @Test
    void theQuestionIsReadFromRightToLeftInArabic() throws IOException {
        browser.quit();
        browser = Chromium.start(Map.of("intl.accept_languages", "ar"));
        browser.get(RunningSample.ROOT.toString());
        signIn("alice", "wonderland");
        Chromium.waitFor(browser).until(ExpectedConditions.textToBe(By.id("session-title"), "Signed in as alice"));

        browser.get(RunningSample.ROOT + "api/sign-out");

        assertThat(browser.findElement(By.tagName("html")).getDomAttribute("dir"), is("rtl"));
        picture("confirmation-ar.png");
    }

    /** The callback URLs of the suite, as a browser itself reads them. */
    @Test
    @SuppressWarnings("unchecked")
    void aBrowserReadsUrlsAsTheSuitesJudgeDoes() {
        var plain = List.of("/", "/a?b=//evil.example", "/a;b@c:d", "/caf%C3%A9", "/a?x=/../..", "/~a!$&'()*+,;=");
        var origins = (List<Object>) browser.executeScript(
                "return arguments[0].map(u => { try { return new URL(u, location).href } catch { return null } })",
                plain);
        for (int i = 0; i < plain.size(); i++) {
            assertThat(
                    origins.get(i),
                    is(RunningSample.ROOT.resolve("/") + plain.get(i).substring(1)));
        }

        // The suite's judge is no laxer than a browser: what leads a browser away, it calls away.
        var hostile = HostileUrls.all();
        var away = (List<String>) browser.executeScript(
                "return arguments[0].filter(u => { try { return new URL(u, location).origin !== location.origin }"
                        + " catch { return false } })",
                hostile);
        assertThat(away.isEmpty(), is(false));
        away.forEach(url -> assertThat(url, HostileUrls.staysOn(RunningSample.ROOT, url), is(false)));
    }

    private void signIn(String username, String password) {
        Chromium.signIn(browser, username, password);
    }

    private Object sessionCookie() {
        return Chromium.sessionCookie(browser);
    }

    private void picture(String name) throws IOException {
        Files.write(PICTURES.resolve(name), browser.getScreenshotAs(OutputType.BYTES));
    }
}
