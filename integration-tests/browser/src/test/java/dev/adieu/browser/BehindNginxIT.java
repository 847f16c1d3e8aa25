// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.browser;

import dev.adieu.app.Main;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.support.ui.ExpectedConditions;

import static dev.adieu.browser.Chromium.waitFor;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

/** The sample behind an nginx that ends TLS and has nothing but {@code proxy_pass}: it sends no public name along. */
class BehindNginxIT {
    @TempDir
    private Path folder;

    private final List<Process> processes = new ArrayList<>();
    private final int sample = freePort();
    private final int tls = freePort();
    private final String origin = "https://localhost:" + tls;
    private ChromeDriver browser;

    @BeforeEach
    void open() throws Exception {
        start(
                        "openssl",
                        "req",
                        "-x509",
                        "-newkey",
                        "rsa:2048",
                        "-nodes",
                        "-days",
                        "2",
                        "-subj",
                        "/CN=localhost",
                        "-keyout",
                        folder.resolve("key.pem").toString(),
                        "-out",
                        folder.resolve("certificate.pem").toString())
                .waitFor();
        Files.writeString(
                folder.resolve("nginx.conf"),
                """
                daemon off;
                pid %1$s/nginx.pid;
                error_log %1$s/error.log;
                events {}
                http {
                  access_log off;
                  client_body_temp_path %1$s/body;
                  proxy_temp_path %1$s/proxy;
                  fastcgi_temp_path %1$s/fastcgi;
                  uwsgi_temp_path %1$s/uwsgi;
                  scgi_temp_path %1$s/scgi;
                  server {
                    listen 127.0.0.1:%2$d ssl;
                    ssl_certificate %1$s/certificate.pem;
                    ssl_certificate_key %1$s/key.pem;
                    location / { proxy_pass http://127.0.0.1:%3$d; }
                  }
                }
                """
                        .formatted(folder, tls, sample));
        start(
                "nginx",
                "-c",
                folder.resolve("nginx.conf").toString(),
                "-e",
                folder.resolve("error.log").toString());
        await(tls);
        browser = Chromium.start(Map.of());
    }

    @AfterEach
    void close() throws InterruptedException {
        browser.quit();
        for (var process : processes) {
            process.destroy();
            process.waitFor();
        }
    }

    @Test
    void withItsPublicOriginSetEverythingStaysThere() throws IOException {
        serve("-Dadieu.origin=" + origin);
        browser.get(origin + "/");

        Chromium.signIn(browser, "alice", "wonderland");
        waitFor(browser).until(ExpectedConditions.textToBe(By.id("session-title"), "Signed in as alice"));
        var cookie = Chromium.sessionCookie(browser);
        assertThat(cookie.getName(), is("__Host-adieu"));
        assertThat(cookie.isSecure() && cookie.isHttpOnly(), is(true));

        browser.get(origin + "/api/sign-out");
        waitFor(browser).until(ExpectedConditions.titleIs("Sign out?"));
        Chromium.press(browser, "Sign out");
        waitFor(browser).until(ExpectedConditions.visibilityOfElementLocated(By.id("sign-in")));
        assertThat(URI.create(browser.getCurrentUrl()), is(URI.create(origin + "/")));
        assertThat(Chromium.sessionCookie(browser), is(nullValue()));
    }

    @Test
    void withoutItNobodySignsInRatherThanUnsafely() throws IOException {
        serve();
        browser.get(origin + "/");

        waitFor(browser).until(ExpectedConditions.visibilityOfElementLocated(By.id("sign-in")));
        var status = browser.executeAsyncScript("fetch('api/sign-in', {method: 'POST', body: new URLSearchParams("
                + "'username=alice&password=wonderland')}).then(r => arguments[arguments.length - 1](r.status))");

        assertThat(status, is(500L));
        assertThat(Chromium.sessionCookie(browser), is(nullValue()));
        assertThat(Files.readString(folder.resolve("sample.log")).contains("adieu.origin"), is(true));
    }

    private void serve(String... settings) throws IOException {
        var command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                System.getProperty("java.class.path"),
                "-Dadieu.sample.port=" + sample));
        command.addAll(List.of(settings));
        command.add(Main.class.getName());
        start(command.toArray(String[]::new));
        // An open port is not enough: the sample first tries whether it is free.
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> URI.create("http://127.0.0.1:" + sample + "/api/hello")
                                .toURL()
                                .openStream()
                                .read()
                        == '{');
    }

    private Process start(String... command) throws IOException {
        var log = folder.resolve(processes.size() == 2 ? "sample.log" : "tool.log")
                .toFile();
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        processes.add(process);
        return process;
    }

    private static void await(int port) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> {
            try (var socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.1", port));
                return true;
            }
        });
    }

    private static int freePort() {
        try (var free = new ServerSocket(0)) {
            return free.getLocalPort();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
