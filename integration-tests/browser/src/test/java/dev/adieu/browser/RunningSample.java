// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.browser;

import dev.adieu.app.Main;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;

import static org.awaitility.Awaitility.await;

/** The sample, served within this process by its own main. */
final class RunningSample {
    /** Where its page is. */
    static final URI ROOT = start();

    private RunningSample() {}

    private static URI start() {
        var port = freePort();
        System.setProperty("adieu.sample.port", String.valueOf(port));
        var sample = new Thread(RunningSample::serve);
        sample.setDaemon(true);
        sample.start();
        return URI.create("http://localhost:" + port + "/");
    }

    private static int freePort() {
        try (var free = new ServerSocket(0)) {
            return free.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void serve() {
        try {
            Main.main(new String[0]);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Opens its page, where nobody is signed in yet. */
    static void open(ChromeDriver browser) {
        await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> {
            browser.get(ROOT.toString());
            return browser.findElement(By.id("sign-in")).isDisplayed();
        });
    }
}
