// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.peers.relying.party;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.ExpectedCondition;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Chromium without a window, and what a person does in it. */
record Chromium(ChromeDriver driver) implements AutoCloseable {

    /** With its user's preferences. */
    static Chromium start(Map<String, Object> preferences) {
        var options = new ChromeOptions();
        options.setBinary(System.getProperty("adieu.chromium", "/usr/bin/chromium"));
        options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--lang=en");
        options.setAcceptInsecureCerts(true);
        options.setExperimentalOption("prefs", preferences);
        var service = new ChromeDriverService.Builder()
                .usingDriverExecutable(new File(System.getProperty("adieu.chromedriver", "/usr/bin/chromedriver")))
                .build();
        var driver = new ChromeDriver(service, options);
        driver.manage().window().setSize(new Dimension(820, 860));
        return new Chromium(driver);
    }

    void open(URI page) {
        driver.get(page.toString());
    }

    void press(By what) {
        await(ExpectedConditions.elementToBeClickable(what)).click();
    }

    void press(String button) {
        press(By.xpath("//button[text()='" + button + "']"));
    }

    /** Signs in by the sample's own link, and by the provider's form where that asks. */
    void signIn(Sample sample, @Nullable String username, String password) {
        open(sample.root());
        press(By.linkText("Sign in at keycloak"));
        if (username != null) {
            await(ExpectedConditions.visibilityOfElementLocated(By.id("kc-form-login")));
            driver.findElement(By.name("username")).sendKeys(username);
            driver.findElement(By.name("password")).sendKeys(password);
            press(By.id("kc-login"));
        }
    }

    void awaitSignedIn(String username) {
        await(ExpectedConditions.textToBe(By.id("session-title"), "Signed in as " + username));
    }

    void awaitSignedOut() {
        await(ExpectedConditions.and(
                ExpectedConditions.visibilityOfElementLocated(By.id("sign-in")),
                ExpectedConditions.invisibilityOfElementLocated(By.id("signed-in"))));
    }

    /** Until a frame has loaded what is there. */
    void awaitFrame(URI root) {
        await(ExpectedConditions.frameToBeAvailableAndSwitchToIt(By.tagName("iframe")));
        await(driver -> Boolean.TRUE.equals(this.driver.executeScript(
                "return location.href.startsWith(arguments[0]) && document.readyState === 'complete'",
                root.toString())));
        driver.switchTo().defaultContent();
    }

    <T> T await(ExpectedCondition<T> condition) {
        return new WebDriverWait(driver, Duration.ofSeconds(20), Duration.ofMillis(50))
                .withMessage(() -> condition + " at " + driver.getCurrentUrl() + ": " + driver.getPageSource())
                .until(condition);
    }

    /** What the promise of an expression becomes. */
    @Nullable
    Object promised(String expression) {
        return driver.executeAsyncScript("const done = arguments[arguments.length - 1]; (async () => { " + expression
                + " })()" + ".then(done, e => done('' + e))");
    }

    void picture(String name) {
        try {
            Files.write(Path.of("target", name), driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    WebElement find(By what) {
        return await(ExpectedConditions.visibilityOfElementLocated(what));
    }

    @Override
    public void close() {
        driver.quit();
    }
}
