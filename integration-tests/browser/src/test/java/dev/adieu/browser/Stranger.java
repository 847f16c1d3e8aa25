// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.browser;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A server of another origin than the sample's, whose page attacks it, and keeps back what it can of where it is from. */
final class Stranger implements AutoCloseable {
    private final HttpServer server;
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private volatile String page = "";

    Stranger() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            seen.add(exchange.getRequestURI().getPath());
            var body = (exchange.getRequestURI().getPath().equals("/") ? page : "").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer");
            exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    void show(String page) {
        this.page = page;
    }

    /** Whether somebody has asked for this path. */
    boolean hasSeen(String path) {
        return seen.contains(path);
    }

    /** Its page as a host has it: {@code 127.0.0.1} is another site than {@code localhost}. */
    URI at(String host) {
        return URI.create("http://" + host + ":" + server.getAddress().getPort() + "/");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
