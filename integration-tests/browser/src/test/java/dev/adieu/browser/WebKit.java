// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.browser;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.MutableCapabilities;
import org.openqa.selenium.remote.RemoteWebDriver;

import static org.awaitility.Awaitility.await;

/** WebKitGTK in the small browser that comes with it, on a screen that nobody sees. One driver serves one session. */
final class WebKit {
    private static final String DISPLAY = display();

    private WebKit() {}

    static Browser start() {
        return start(List.of("--automation"));
    }

    static Browser lenient() {
        return start(
                List.of("--automation", "--javascript-can-open-windows-automatically=true", "--features=LinkPrefetch"));
    }

    static Browser withoutScripts() {
        return start(List.of("--automation", "--enable-javascript=false"));
    }

    static Browser withoutPageCache() {
        return start(List.of("--automation", "--enable-page-cache=false"));
    }

    private static Browser start(List<String> arguments) {
        var port = Ports.free();
        var driver = launch(
                Map.of("DISPLAY", DISPLAY, "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1"),
                System.getProperty("adieu.webkitdriver", "/usr/bin/WebKitWebDriver"),
                "--port=" + port);
        // As the screen, when a run is broken off
        Runtime.getRuntime().addShutdownHook(new Thread(driver::destroy));
        Ports.await(port);
        var capabilities = new MutableCapabilities();
        capabilities.setCapability("browserName", "MiniBrowser");
        capabilities.setCapability("acceptInsecureCerts", true);
        capabilities.setCapability(
                "webkitgtk:browserOptions",
                Map.of(
                        "binary",
                        System.getProperty("adieu.webkit", "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser"),
                        "args",
                        arguments));
        var browser = new RemoteWebDriver(at(port), capabilities);
        browser.manage().window().setSize(new Dimension(820, 860));
        return new Browser(browser, () -> end(driver));
    }

    /** The display of a screen that ends with this process. */
    private static String display() {
        var screen = launch(
                Map.of(), System.getProperty("adieu.xvfb", "/usr/bin/Xvfb"), "-displayfd", "1", "-nolisten", "tcp");
        Runtime.getRuntime().addShutdownHook(new Thread(screen::destroy));
        try {
            var answer = new BufferedReader(new InputStreamReader(screen.getInputStream(), StandardCharsets.US_ASCII));
            return ":" + answer.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Process launch(Map<String, String> environment, String... command) {
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void end(Process driver) {
        var all = new ArrayList<>(driver.descendants().toList());
        all.add(driver.toHandle());
        all.forEach(ProcessHandle::destroy);
        await().atMost(Duration.ofSeconds(10)).until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
    }

    private static java.net.URL at(int port) {
        try {
            return URI.create("http://127.0.0.1:" + port).toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }
}
