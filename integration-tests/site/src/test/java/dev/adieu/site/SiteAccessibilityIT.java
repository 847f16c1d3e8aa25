// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.site;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

/** Nothing on a page of the site keeps people out, as far as axe can tell, on a phone and on a desk. */
class SiteAccessibilityIT {
    private static final String AXE = axe();
    private static final String TAGS = "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']";

    private static ChromeDriver driver;

    @BeforeAll
    static void open() {
        var options = new ChromeOptions();
        options.setBinary(System.getProperty("adieu.chromium", "/usr/bin/chromium"));
        options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--lang=en");
        driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(
                                new File(System.getProperty("adieu.chromedriver", "/usr/bin/chromedriver")))
                        .build(),
                options);
    }

    @AfterAll
    static void close() {
        driver.quit();
    }

    static Stream<String> pages() {
        return Site.pages().stream().map(Site::name);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void isOpenToEverybody(String page) throws IOException {
        // Sources differ in their text alone.
        for (var width : page.contains("/src/") ? new int[] {360} : new int[] {360, 1280}) {
            driver.executeCdpCommand(
                    "Emulation.setDeviceMetricsOverride",
                    Map.of("width", width, "height", 800, "deviceScaleFactor", 1, "mobile", width < 600));
            driver.get(Site.ROOT.resolve(page).toUri().toString());

            picture(page + "-" + width);
            assertThat(violations(), is(empty()));
            assertThat(
                    "wider than the screen",
                    (Long) driver.executeScript("return document.documentElement.scrollWidth"),
                    is(lessThanOrEqualTo((long) width)));
        }
    }

    /** For people to look at. */
    private static void picture(String name) throws IOException {
        var folder = Files.createDirectories(Path.of("target/pictures"));
        Files.write(
                folder.resolve(name.replaceAll("[^A-Za-z0-9]+", "-") + ".png"),
                driver.getScreenshotAs(OutputType.BYTES));
    }

    @SuppressWarnings("unchecked")
    private static List<String> violations() {
        driver.executeScript(AXE);
        return (List<String>) driver.executeAsyncScript("const done = arguments[arguments.length - 1];"
                + " axe.run(document, { runOnly: " + TAGS + " }).then(({ violations, passes }) =>"
                + " passes.some(({ id }) => id === 'color-contrast') ? violations.map(({ id, help, nodes }) =>"
                + " id + ': ' + help + ' ' + nodes.map(({ html, failureSummary }) => html + ' ' + failureSummary).join('; '))"
                + " : ['nothing was checked']).then(done, e => done(['' + e]))");
    }

    private static String axe() {
        try (var script = SiteAccessibilityIT.class.getResourceAsStream("/axe.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
