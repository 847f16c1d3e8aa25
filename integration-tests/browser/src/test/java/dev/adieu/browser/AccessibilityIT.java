// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.browser;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.support.ui.ExpectedConditions;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

/**
 * Nothing on a page keeps people out, as far as axe can tell: light and dark, on a phone and on a desk. In Chromium
 * alone, which can be told to look like any of them.
 */
class AccessibilityIT {
    private static final URI ROOT = RunningSample.GRIZZLY.root();
    private static final String AXE = axe();
    private static final String TAGS = "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']";

    private static OpenIdProvider provider;
    private static ChromeDriver driver;
    private static Browser browser;

    @BeforeAll
    static void open(@TempDir Path folder) {
        provider = new OpenIdProvider(folder, "-Dadieu.openid-provider.automatic-return=false");
        driver = Chromium.start(Map.of());
        browser = new Browser(driver, () -> {});
    }

    @AfterAll
    static void close() {
        browser.close();
        provider.close();
    }

    /** A page, and how one comes there. */
    private record Page(String name, Consumer<Browser> opened) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static List<Page> pages() {
        return List.of(
                new Page("the sample, signed out", on -> {
                    on.driver().manage().deleteAllCookies();
                    on.open(ROOT);
                    on.awaitSignedOut();
                }),
                new Page("the sample, with a wrong password", on -> {
                    on.driver().manage().deleteAllCookies();
                    on.open(ROOT);
                    on.fillIn("alice", "looking-glass");
                    on.await(ExpectedConditions.textToBe(By.id("message"), "Wrong user name or password"));
                }),
                new Page("the sample, signed in", AccessibilityIT::signIn),
                new Page("the sample, with another plan", on -> {
                    signIn(on);
                    on.driver()
                            .findElement(By.cssSelector("#plan input[value='others'] + span"))
                            .click();
                    on.await(ExpectedConditions.textToBePresentInElementLocated(
                            By.id("steps"), "Leave this device signed in"));
                }),
                new Page("the sample, for an administrator", on -> {
                    on.open(ROOT);
                    on.driver().manage().deleteAllCookies();
                    on.signIn(ROOT, "admin", "secret");
                    on.await(ExpectedConditions.visibilityOfElementLocated(By.id("end-everyone")));
                }),
                new Page("the sample, asking an administrator", on -> {
                    on.open(ROOT);
                    on.driver().manage().deleteAllCookies();
                    on.signIn(ROOT, "admin", "secret");
                    on.await(ExpectedConditions.elementToBeClickable(By.id("end-everyone")))
                            .click();
                    on.await(ExpectedConditions.visibilityOfElementLocated(By.id("sure-title")));
                }),
                new Page("the server's login page", on -> on.open(ROOT.resolve("sign-in/login.html"))),
                new Page("the private page", on -> on.open(ROOT.resolve("private/index.html"))),
                new Page("the question", on -> {
                    signIn(on);
                    on.open(ROOT.resolve("api/sign-out"));
                    on.await(ExpectedConditions.titleIs("Sign out?"));
                }),
                new Page("the question for all devices", on -> {
                    signIn(on);
                    on.open(ROOT.resolve("api/logout?sessions=all"));
                    on.await(ExpectedConditions.titleIs("Sign out?"));
                }),
                new Page("the page that leads nowhere", on -> {
                    signIn(on);
                    on.run("const f = document.createElement('form'); f.method = 'post';"
                            + " f.action = 'api/logout?redirect=false'; document.body.append(f); f.submit()");
                    on.await(ExpectedConditions.titleContains("igned out"));
                }),
                new Page("the refusal", on -> {
                    on.open(URI.create(ROOT.toString().replace("localhost", "127.0.0.1")));
                    on.run("const f = document.createElement('form'); f.method = 'post'; f.action = '" + ROOT
                            + "api/sign-out'; document.body.append(f); f.submit()");
                    on.await(ExpectedConditions.titleIs("That did not work"));
                }),
                new Page("the provider, asking for a client", on -> {
                    var hint = atClient(on);
                    atProvider(on);
                    on.open(provider.endSession(hint));
                    on.await(ExpectedConditions.titleIs("Do you want to sign out?"));
                }),
                new Page("the provider, signed out", on -> {
                    on.open(provider.endSession(atClient(on)));
                    on.await(ExpectedConditions.titleIs("You are signed out"));
                }),
                new Page("the provider, refusing", on -> {
                    on.open(provider.at("api/provider/end-session?state=a&state=b"));
                    on.await(ExpectedConditions.titleIs("That did not work"));
                }));
    }

    private static void atProvider(Browser on) {
        on.open(provider.root());
        on.driver().manage().deleteAllCookies();
        on.signIn(provider.root(), "user77", "load");
    }

    /** What a client has of a sign-in. */
    private static String atClient(Browser on) {
        atProvider(on);
        return provider.idToken("shop", provider.signInTo("shop", on));
    }

    static Stream<Arguments> everyPage() {
        return pages().stream().flatMap(page -> Stream.of("light", "dark")
                .flatMap(scheme -> Stream.of(360, 1280).map(width -> Arguments.of(page, scheme, width))));
    }

    @ParameterizedTest(name = "{0}, {1}, {2} px")
    @MethodSource("everyPage")
    void isOpenToEverybody(Page page, String scheme, int width) throws IOException {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 800, "deviceScaleFactor", 1, "mobile", width < 600));

        page.opened().accept(browser);
        assertThat(
                browser.run(
                        "return [innerWidth <= arguments[0], matchMedia(arguments[1]).matches]",
                        width,
                        "(prefers-color-scheme: " + scheme + ")"),
                is(List.of(true, true)));

        picture(page + "-" + scheme + "-" + width);
        assertThat(violations(), is(empty()));
        assertThat(
                "wider than the screen",
                (Long) browser.run("return document.documentElement.scrollWidth"),
                is(lessThanOrEqualTo((long) width)));
    }

    /** For people to look at. */
    private static void picture(String name) throws IOException {
        var folder = Files.createDirectories(Path.of("target/pages"));
        Files.write(
                folder.resolve(name.replaceAll("[^a-z0-9]+", "-") + ".png"), driver.getScreenshotAs(OutputType.BYTES));
    }

    private static void signIn(Browser on) {
        on.open(ROOT);
        on.driver().manage().deleteAllCookies();
        on.signIn(ROOT, "user76", "load");
        on.await(ExpectedConditions.presenceOfElementLocated(By.cssSelector("#sessions li")));
    }

    @SuppressWarnings("unchecked")
    private static List<String> violations() {
        browser.run(AXE);
        return (List<String>) browser.promised("const { violations, passes } = await axe.run(document,"
                + " { runOnly: " + TAGS + " });"
                + " if (!passes.some(({ id }) => id === 'color-contrast')) return ['nothing was checked'];"
                + " return violations.map(({ id, help, nodes }) => id + ': ' + help + ' '"
                + " + nodes.map(({ html, failureSummary }) => html + ' ' + failureSummary).join('; '))");
    }

    private static String axe() {
        try (var script = AccessibilityIT.class.getResourceAsStream("/axe.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
