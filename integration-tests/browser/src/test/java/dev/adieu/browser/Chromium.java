// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.browser;

import java.io.File;
import java.util.Map;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** Chromium without a window. */
final class Chromium {
    private Chromium() {}

    static Browser start() {
        return of(start(Map.of()));
    }

    static Browser withoutScripts() {
        return of(start(Map.of("profile.managed_default_content_settings.javascript", 2)));
    }

    static Browser withoutPageCache() {
        return of(start(Map.of(), "--disable-features=BackForwardCache"));
    }

    /** Whose user prefers a language. */
    static Browser in(String language) {
        return of(start(Map.of("intl.accept_languages", language)));
    }

    /** Whose user lets frames of other sites have their cookies, or does not. */
    static Browser withThirdPartyCookies(boolean has) {
        return of(
                start(Map.of("profile.cookie_controls_mode", has ? 0 : 1, "profile.block_third_party_cookies", !has)));
    }

    private static Browser of(ChromeDriver driver) {
        return new Browser(driver, () -> {});
    }

    /** With preferences, and with all that only Chromium's driver can do. */
    static ChromeDriver start(Map<String, Object> preferences, String... further) {
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
        options.addArguments(further);
        options.setAcceptInsecureCerts(true);
        options.setExperimentalOption("prefs", preferences);
        var service = new ChromeDriverService.Builder()
                .usingDriverExecutable(new File(System.getProperty("adieu.chromedriver", "/usr/bin/chromedriver")))
                .build();
        var driver = new ChromeDriver(service, options);
        driver.manage().window().setSize(new Dimension(820, 860));
        return driver;
    }
}
