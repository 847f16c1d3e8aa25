// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.cluster;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/** A client that the nodes sign people in to, as the OpenID provider that they are together, and tell by logout tokens. */
final class Shop implements AutoCloseable {
    private static final String ISSUER = "https://sample.example/api";
    private static final String CALLBACK = "https://shop.example/callback";
    private static final Pattern SID = Pattern.compile("\"sid\":\"([^\"]+)\"");

    private final HttpServer http;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<String> asked = ConcurrentHashMap.newKeySet();
    private final Set<String> told = ConcurrentHashMap.newKeySet();
    private volatile CountDownLatch answers = new CountDownLatch(0);

    Shop() {
        try {
            http = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        http.setExecutor(threads);
        http.createContext("/", this::receive);
        http.start();
    }

    /** What makes providers of the nodes. */
    Map<String, String> settings() {
        return Map.of(
                "adieu.openid-provider.issuer",
                ISSUER,
                "adieu.openid-provider.url",
                ISSUER + "/provider",
                "adieu.openid-provider.internal-receivers",
                "127.0.0.1",
                "adieu.sample.client.shop.secret",
                "not-a-secret",
                "adieu.sample.client.shop.redirect-uri",
                CALLBACK,
                "adieu.sample.client.shop.back-channel-uri",
                "http://127.0.0.1:" + http.getAddress().getPort() + "/");
    }

    /** Where it leads a browser that is to sign in to it. */
    String authentication() {
        return "provider/authorize?response_type=code&scope=openid&client_id=shop&redirect_uri=" + CALLBACK;
    }

    private void receive(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII);
        var token = URLDecoder.decode(body.replaceFirst("^logout_token=", ""), StandardCharsets.US_ASCII);
        var claims = new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8);
        var sid = SID.matcher(claims);
        if (!sid.find()) {
            throw new AssertionError("No session: " + claims);
        }
        asked.add(sid.group(1));
        if (answers.getCount() == 0) {
            told.add(sid.group(1));
            exchange.sendResponseHeaders(200, -1);
        } else {
            await(answers);
        }
        exchange.close();
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    /** From now on it answers nobody. */
    void fallSilent() {
        answers = new CountDownLatch(1);
    }

    /** From now on it answers, but nobody whom it has not answered. */
    void recover() {
        answers.countDown();
    }

    /** The sessions that it has been sent. */
    Set<String> asked() {
        return asked;
    }

    /** Those of which it has said that they have ended there, too. */
    Set<String> told() {
        return told;
    }

    @Override
    public void close() {
        answers.countDown();
        http.stop(0);
        threads.shutdownNow();
    }
}
