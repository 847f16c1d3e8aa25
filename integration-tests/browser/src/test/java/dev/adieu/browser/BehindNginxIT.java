// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.browser;

import dev.adieu.suite.UserAgent;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.openqa.selenium.support.ui.ExpectedConditions;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

/** The sample behind an nginx that ends TLS and has nothing but {@code proxy_pass}: it sends no public name along. */
@ParameterizedClass
@EnumSource
class BehindNginxIT {
    @TempDir
    private Path folder;

    private final List<Process> processes = new ArrayList<>();
    private final int port = Ports.free();
    private final int tls = Ports.free();
    private final int asOnThePage = Ports.free();
    private final String origin = "https://localhost:" + tls;
    private final Engine engine;
    private SampleProcess sample;
    private Browser browser;

    BehindNginxIT(Engine engine) {
        this.engine = engine;
    }

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
                  server {
                    listen 127.0.0.1:%4$d ssl;
                    ssl_certificate %1$s/certificate.pem;
                    ssl_certificate_key %1$s/key.pem;
                    %5$s
                  }
                }
                """
                        .formatted(folder, tls, port, asOnThePage, onThePage()));
        start(
                "nginx",
                "-c",
                folder.resolve("nginx.conf").toString(),
                "-e",
                folder.resolve("error.log").toString());
        Ports.await(tls);
        browser = engine.start();
    }

    /** As docs/cluster.md has it, but for the port. */
    private String onThePage() throws IOException {
        var block = Pattern.compile("^```nginx\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE)
                .matcher(Files.readString(Path.of("../../docs/cluster.md")));
        assertThat(block.find(), is(true));
        return block.group(1).replace("http://127.0.0.1:8080", "http://127.0.0.1:" + port);
    }

    @AfterEach
    void close() throws InterruptedException {
        browser.close();
        sample.close();
        for (var process : processes) {
            process.destroy();
            process.waitFor();
        }
    }

    @Test
    void withItsPublicOriginSetEverythingStaysThere() throws IOException {
        serve("-Dadieu.origin=" + origin);
        browser.signIn(URI.create(origin + "/"), "alice", "wonderland");
        var cookie = browser.sessionCookie();
        assertThat(cookie.getName(), is("__Host-adieu"));
        assertThat(cookie.isSecure() && cookie.isHttpOnly(), is(true));

        browser.open(URI.create(origin + "/api/sign-out"));
        browser.await(ExpectedConditions.titleIs("Sign out?"));
        browser.press("Sign out");
        browser.awaitSignedOut();
        assertThat(URI.create(browser.driver().getCurrentUrl()), is(URI.create(origin + "/")));
        assertThat(browser.sessionCookie(), is(nullValue()));
    }

    /** By a form that no script sends: the application's own redirect follows it. */
    @Test
    void theConfigurationOfThePageKeepsRedirectsOfTheApplicationThereToo() {
        var there = "https://localhost:" + asOnThePage;
        serve("-Dadieu.origin=" + there);
        browser.open(URI.create(there + "/"));
        browser.awaitSignedOut();

        browser.run(
                "const form = document.getElementById('sign-in');"
                        + " form.elements.username.value = 'alice'; form.elements.password.value = 'wonderland'; form.submit()");

        browser.awaitSignedIn("alice");
        assertThat(URI.create(browser.driver().getCurrentUrl()), is(URI.create(there + "/")));
        assertThat(browser.sessionCookie().getName(), is("__Host-adieu"));
    }

    @Test
    void withoutItNobodySignsInRatherThanUnsafely() throws IOException {
        serve();
        browser.open(URI.create(origin + "/"));

        browser.awaitSignedOut();
        var status = browser.promised("return (await fetch('api/sign-in', { method: 'POST', body: new URLSearchParams("
                + "'username=alice&password=wonderland') })).status");

        assertThat(status, is(500L));
        assertThat(browser.sessionCookie(), is(nullValue()));
        assertThat(sample.log().contains("adieu.origin"), is(true));
    }

    /** SM-3: in browsers that let the frame see its cookie, as this WebKit does by itself. */
    @Test
    void aClientsPageNoticesTheSignOut() {
        if (engine == Engine.CHROMIUM) {
            browser.close();
            browser = Chromium.withThirdPartyCookies(true);
        }
        try (var shop = new Relying()) {
            serve(
                    "-Dadieu.origin=" + origin,
                    "-Dadieu.openid-provider.issuer=" + origin + "/api",
                    "-Dadieu.openid-provider.url=" + origin + "/api/provider",
                    "-Dadieu.openid-provider.check-session=true",
                    "-Dadieu.sample.client.shop.secret=not-a-secret",
                    "-Dadieu.sample.client.shop.redirect-uri=" + shop.at("callback"));
            browser.signIn(URI.create(origin + "/"), "user51", "load");
            browser.open(URI.create(origin
                    + "/api/provider/authorize?response_type=code&scope=openid&client_id=shop&redirect_uri="
                    + UserAgent.encode(shop.at("callback").toString())));
            browser.await(ExpectedConditions.urlContains("session_state="));
            var message = "shop " + browser.run("return new URLSearchParams(location.search).get('session_state')");
            var page = shop.framing(URI.create(origin + "/api/provider/check-session"));

            browser.open(page);
            assertThat(browser.promised("return await ask(arguments[0])", message), is("unchanged"));

            browser.open(URI.create(origin + "/"));
            browser.awaitSignedIn("user51");
            var cookie = browser.driver().manage().getCookieNamed("__Host-adieu-check-session.api.provider");
            assertThat(cookie.isSecure(), is(true));
            assertThat(cookie.isHttpOnly(), is(false));
            browser.press("Sign out");
            browser.awaitSignedOut();
            browser.open(page);
            assertThat(browser.promised("return await ask(arguments[0])", message), is("changed"));
        }
    }

    private void serve(String... settings) {
        sample = new SampleProcess(folder, port, settings);
    }

    private Process start(String... command) throws IOException {
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("tool.log").toFile())
                .start();
        processes.add(process);
        return process;
    }
}
