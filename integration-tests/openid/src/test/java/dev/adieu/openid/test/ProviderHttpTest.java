// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.test;

import com.nimbusds.jose.jwk.JWKSet;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.adieu.suite.Reply;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

/** Providers are asked where the settings say, and nobody else is. */
class ProviderHttpTest {

    private final TestProvider provider = new TestProvider();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer other;
    private Served shop;

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        shop.close();
        other.stop(0);
        provider.close();
    }

    @Test
    void keysThatHaveMovedAreNotFollowed() throws IOException {
        serveThatItHasMoved();
        shop = new Served(provider, Map.of("adieu.openid.idp.jwks-uri", url("http") + "/keys"));

        var reply = send();

        assertThat(reply.status(), is(400));
        assertThat(reply.json().getString("error"), is("temporarily_unavailable"));
        assertThat(asked, hasItem("/keys"));
        assertThat(provider.keyFetches(), is(0));
    }

    @Test
    void aConfigurationThatHasMovedIsNotFollowed() throws IOException {
        serveThatItHasMoved();
        provider.claimToBe(url("http"));
        shop = new Served(provider, Map.of("adieu.openid.idp.issuer", url("http")));
        var desk = shop.agent();
        desk.postForm("sign-in", Map.of("iss", url("http"), "sub", "alice", "sid", "s1"));

        assertThat(desk.post("sign-out").json().getString("url"), is("/"));
        assertThat(asked, hasItem("/.well-known/openid-configuration"));
    }

    @Test
    void whomTheCertificateDoesNotShowIsNotAsked() throws Exception {
        var https = HttpsServer.create(new InetSocketAddress("localhost", 0), 0);
        https.setHttpsConfigurator(new HttpsConfigurator(SelfSigned.in(folder)));
        other = https;
        serve(exchange -> {
            asked.add(exchange.getRequestURI().getPath());
            var keys = new JWKSet(provider.key().toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, keys.length);
            exchange.getResponseBody().write(keys);
            exchange.close();
        });
        shop = new Served(provider, Map.of("adieu.openid.idp.jwks-uri", url("https") + "/keys"));

        var reply = send();

        assertThat(reply.status(), is(400));
        assertThat(reply.json().getString("error"), is("temporarily_unavailable"));
        assertThat(asked, is(List.of()));
    }

    /** And the log names both. */
    @Test
    void aProviderThatClaimsToBeAnotherIsNamed() throws IOException {
        other = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        provider.claimToBe("https://another.example");

        var lines = logOf(() -> signInAndOut(provider.issuer()));

        assertThat(lines, hasItem(allOf(containsString(provider.issuer()), containsString("https://another.example"))));
    }

    /** Else nobody would know why a sign-out leads nowhere. */
    @Test
    void anIssuerThatIsMistypedIsNamedOnceAndBesideTheSettings() throws IOException {
        other = HttpServer.create(new InetSocketAddress("localhost", 0), 0);

        var lines = logOf(() -> signInAndOut(provider.issuer() + "/", provider.issuer() + "/"));

        var about =
                lines.stream().filter(line -> line.contains("are linked to")).toList();
        assertThat(about, hasSize(1));
        assertThat(
                about.get(0),
                allOf(containsString(provider.issuer() + "/,"), containsString("[" + provider.issuer() + "]")));
    }

    /** Whom each of these issuers has signed in, one after the other. */
    private void signInAndOut(String... issuers) {
        shop = new Served(provider, Map.of());
        for (var issuer : issuers) {
            var desk = shop.agent();
            desk.postForm("sign-in", Map.of("iss", issuer, "sub", "alice", "sid", "s1"));
            desk.post("sign-out");
        }
    }

    private static List<String> logOf(Runnable work) {
        var lines = new CopyOnWriteArrayList<String>();
        var log = Logger.getLogger("dev.adieu");
        var handler = handler(lines);
        log.addHandler(handler);
        try {
            work.run();
        } finally {
            log.removeHandler(handler);
        }
        return lines;
    }

    private void serveThatItHasMoved() throws IOException {
        other = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        serve(exchange -> {
            asked.add(exchange.getRequestURI().getPath());
            exchange.getResponseHeaders().set("Location", provider.issuer() + exchange.getRequestURI());
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
    }

    private void serve(HttpHandler handler) {
        other.createContext("/", handler);
        other.start();
    }

    private String url(String scheme) {
        return scheme + "://localhost:" + other.getAddress().getPort();
    }

    private Reply send() {
        return shop.agent()
                .postForm(
                        "openid/back-channel-logout",
                        Map.of("logout_token", provider.logoutToken(Map.of("sid", "s1"))));
    }

    private static Handler handler(List<String> lines) {
        return new Handler() {
            @Override
            public void publish(LogRecord line) {
                lines.add(new SimpleFormatter().formatMessage(line));
            }

            @Override
            public void flush() {
                // Nothing is kept back.
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        };
    }
}
