// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.browser;

import java.io.File;
import java.time.Duration;
import java.util.Map;
import org.openqa.selenium.By;
import org.openqa.selenium.Cookie;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The browser, and what a person does with it on the sample's page. */
final class Chromium {
    private Chromium() {}

    static ChromeDriver start(Map<String, Object> preferences) {
        var options = new ChromeOptions();
        options.setBinary(System.getProperty("adieu.chromium", "/usr/bin/chromium"));
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--lang=en");
        options.setAcceptInsecureCerts(true);
        options.setExperimentalOption("prefs", preferences);
        var service = new ChromeDriverService.Builder()
                .usingDriverExecutable(new File(System.getProperty("adieu.chromedriver", "/usr/bin/chromedriver")))
                .build();
        var driver = new ChromeDriver(service, options);
        driver.manage().window().setSize(new Dimension(820, 860));
        return driver;
    }

    static void signIn(WebDriver driver, String username, String password) {
        waitFor(driver).until(ExpectedConditions.visibilityOfElementLocated(By.id("sign-in")));
        driver.findElement(By.name("username")).sendKeys(username);
        driver.findElement(By.name("password")).sendKeys(password);
        press(driver, "Sign in");
    }

    static void press(WebDriver driver, String button) {
        driver.findElement(By.xpath("//button[text()='" + button + "']")).click();
    }

    static WebDriverWait waitFor(WebDriver driver) {
        return new WebDriverWait(driver, Duration.ofSeconds(20));
    }

    /** The session's cookie, if there is one. */
    static Cookie sessionCookie(WebDriver driver) {
        return driver.manage().getCookies().stream()
                .filter(cookie -> cookie.getName().contains("adieu"))
                .findFirst()
                .orElse(null);
    }
}
