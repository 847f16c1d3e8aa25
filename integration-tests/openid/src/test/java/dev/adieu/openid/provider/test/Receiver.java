// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider.test;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A client that listens for logout tokens, over plain HTTP on this machine. */
public final class Receiver implements AutoCloseable {
    private final HttpServer http;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> tokens = new CopyOnWriteArrayList<>();
    private final List<String> contentTypes = new CopyOnWriteArrayList<>();

    /** What it answers. */
    public interface Behaviour {
        void answer(HttpExchange exchange, int number) throws IOException;
    }

    public Receiver(Behaviour behaviour) {
        try {
            http = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        http.setExecutor(threads);
        http.createContext("/", exchange -> {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII);
            contentTypes.add(exchange.getRequestMethod() + " "
                    + exchange.getRequestHeaders().getFirst("Content-Type"));
            tokens.add(URLDecoder.decode(body.replaceFirst("^logout_token=", ""), StandardCharsets.US_ASCII));
            behaviour.answer(exchange, tokens.size());
        });
        http.start();
    }

    /** One after another; the last for ever. */
    public static Receiver answering(int... statuses) {
        return new Receiver((exchange, number) -> status(exchange, statuses[Math.min(number, statuses.length) - 1]));
    }

    public static void status(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    public String url() {
        return "http://localhost:" + http.getAddress().getPort() + "/";
    }

    /** What it was sent, in order. */
    public List<String> tokens() {
        return tokens;
    }

    List<String> contentTypes() {
        return contentTypes;
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }
}
