// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.browser;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.Cookie;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.remote.RemoteWebDriver;
import org.openqa.selenium.support.ui.ExpectedCondition;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * A browser that runs, and what a person does with it on the sample's page.
 *
 * @param driver speaks to it
 * @param ended what there is to end when it has quit
 */
record Browser(RemoteWebDriver driver, Runnable ended) implements AutoCloseable {
    void open(URI page) {
        driver.get(page.toString());
    }

    /** Opens the sample's page and signs in. */
    void signIn(URI root, String username, String password) {
        open(root);
        awaitSignedOut();
        fillIn(username, password);
        awaitSignedIn(username);
    }

    void fillIn(String username, String password) {
        await(ExpectedConditions.visibilityOfElementLocated(By.id("sign-in")));
        driver.findElement(By.name("username")).sendKeys(username);
        driver.findElement(By.name("password")).sendKeys(password);
        press("Sign in");
    }

    void press(String button) {
        driver.findElement(By.xpath("//button[text()='" + button + "']")).click();
    }

    void awaitSignedIn(String username) {
        await(ExpectedConditions.textToBe(By.id("session-title"), "Signed in as " + username));
    }

    /** Not only as the page begins, which shows everything to whom has no scripts. */
    void awaitSignedOut() {
        await(ExpectedConditions.and(
                ExpectedConditions.visibilityOfElementLocated(By.id("sign-in")),
                ExpectedConditions.invisibilityOfElementLocated(By.id("signed-in"))));
    }

    boolean isShown(String id) {
        return driver.findElement(By.id(id)).isDisplayed();
    }

    <T> T await(ExpectedCondition<T> condition) {
        return new WebDriverWait(driver, Duration.ofSeconds(20), Duration.ofMillis(50))
                .withMessage(() -> condition + " at " + state())
                // A page may go while it is asked for something: Chromium says then that there is "no such execution
                // context".
                .ignoring(WebDriverException.class)
                .until(condition);
    }

    /** What a failure can be understood by: where the browser is, what it has asked for, what it shows. */
    private String state() {
        try {
            return seen();
        } catch (WebDriverException e) {
            return "(it does not say: " + e.getClass().getSimpleName() + ")";
        }
    }

    private String seen() {
        return driver.getCurrentUrl() + "\n"
                + run(
                        "return [document.readyState, ...performance.getEntriesByType('resource').map(each => each.name + ' '"
                                + " + each.responseStatus + ' ' + Math.round(each.startTime) + ' ' + Math.round(each.responseEnd))]"
                                + ".join('\\n')")
                + "\n" + driver.getPageSource();
    }

    /** A further tab, which is the one that is used from now on. */
    void newTab() {
        driver.switchTo().newWindow(WindowType.TAB);
    }

    void use(String tab) {
        driver.switchTo().window(tab);
    }

    /** All but this, which is used from now on. */
    void closeOtherTabs(String tab) {
        for (var other : driver.getWindowHandles()) {
            if (!other.equals(tab)) {
                use(other);
                driver.close();
            }
        }
        use(tab);
    }

    String tab() {
        return driver.getWindowHandle();
    }

    @Nullable
    Object run(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** What the promise of an expression becomes. */
    @Nullable
    Object promised(String expression, Object... arguments) {
        return driver.executeAsyncScript(
                "const done = arguments[arguments.length - 1]; (async () => { " + expression + " })()"
                        + ".then(done, e => done('' + e))",
                arguments);
    }

    /** The session's cookie, if there is one. */
    @Nullable
    Cookie sessionCookie() {
        return driver.manage().getCookies().stream()
                .filter(cookie -> cookie.getName().contains("adieu"))
                .findFirst()
                .orElse(null);
    }

    @Override
    public void close() {
        try {
            driver.quit();
        } finally {
            ended.run();
        }
    }
}
