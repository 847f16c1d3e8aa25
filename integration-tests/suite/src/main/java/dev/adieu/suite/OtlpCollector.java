// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.suite;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Where a server exports what it measures, by OTLP over HTTP, which the sample is told when it starts after this was made. It
 * keeps the messages as they come: in them names are plain text.
 */
final class OtlpCollector {
    private final List<String> messages = new CopyOnWriteArrayList<>();

    /** To be made before the sample is asked for. */
    OtlpCollector() {
        try {
            var http = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
            http.createContext("/", exchange -> {
                messages.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
                exchange.sendResponseHeaders(200, -1);
                exchange.close();
            });
            http.start();
            System.setProperty(
                    "adieu.sample.otlp", "http://localhost:" + http.getAddress().getPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether one of the messages so far names it. */
    boolean has(String name) {
        return messages.stream().anyMatch(message -> message.contains(name));
    }
}
