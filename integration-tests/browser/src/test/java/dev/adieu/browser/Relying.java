// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.browser;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import static org.awaitility.Awaitility.await;

/**
 * A client of the provider, at {@code 127.0.0.1}, which is another site than {@code localhost}: pages, and when browsers
 * came for them. Any of its paths can be made to keep browsers waiting.
 */
final class Relying implements AutoCloseable {
    private static final String PAGE = "<!DOCTYPE html><html lang=\"en\"><title>%s</title><p>%1$s";
    /** Asks the frame, and says so if there is no answer. */
    private static final String FRAMING =
            """
            <!DOCTYPE html>
            <html lang="en"><title>framing</title>
            <iframe title="session" src="%1$s"></iframe>
            <script>
            const frame = document.querySelector('iframe')
            const ask = (message, to = frame.contentWindow) => new Promise(done => {
              addEventListener('message', ({ data, origin }) => done(data + (origin === '%2$s' ? '' : ' of ' + origin)), { once: true })
              to.postMessage(message, '%2$s')
              setTimeout(() => done('silence'), 3000)
            })
            </script>
            """;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Instant> arrivals = new ConcurrentHashMap<>();
    private final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();
    private final Map<String, String> pages = new ConcurrentHashMap<>();
    private final HttpServer server;

    Relying() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath().substring(1);
        arrivals.put(path, Instant.now());
        try (exchange) {
            if (held.containsKey(path)) {
                held.get(path).await(1, TimeUnit.MINUTES);
            }
            var page = pages.getOrDefault(path, PAGE.formatted(path)).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    URI at(String path) {
        return URI.create(origin() + "/" + path);
    }

    String origin() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** A page that asks a frame. */
    URI framing(URI frame) {
        pages.put(
                "framing",
                FRAMING.formatted(frame, frame.resolve("/").toString().replaceAll("/$", "")));
        return at("framing");
    }

    /** Whoever comes there waits. */
    void hold(String path) {
        held.put(path, new CountDownLatch(1));
    }

    void release(String path) {
        held.get(path).countDown();
    }

    boolean hasSeen(String path) {
        return arrivals.containsKey(path);
    }

    /** When a browser came there last. */
    Instant arrival(String path) {
        await(path).atMost(Duration.ofSeconds(20)).until(() -> hasSeen(path));
        return arrivals.get(path);
    }

    @Override
    public void close() {
        held.values().forEach(CountDownLatch::countDown);
        server.stop(0);
        threads.shutdownNow();
    }
}
