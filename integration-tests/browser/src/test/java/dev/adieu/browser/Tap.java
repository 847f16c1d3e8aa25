// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.browser;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Between browsers and the sample: writes down what was asked and how it was answered, serves pages of a test's own under
 * the sample's origin, and cuts the line. It hands everything on as it is, but for one request a connection.
 */
final class Tap implements AutoCloseable {
    private final URI sample;
    private final int port = Ports.free();
    private final List<Exchange> exchanges = new CopyOnWriteArrayList<>();
    private final Map<String, String> pages = new ConcurrentHashMap<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile ServerSocket listener;
    private volatile boolean busy;

    /** In front of the sample. */
    Tap(URI sample) {
        this.sample = sample;
        listener = listen();
    }

    /** Where the sample's page is by this. */
    URI root() {
        return URI.create("http://localhost:" + port + sample.getPath());
    }

    void forgetExchanges() {
        exchanges.clear();
    }

    /** The first of this method and path, if there is one yet. */
    @Nullable
    Exchange find(String method, String path) {
        return exchanges.stream()
                .filter(each -> each.method().equals(method) && each.path().equals(sample.getPath() + path))
                .findFirst()
                .orElse(null);
    }

    /** How often somebody asked for this path. */
    long count(String path) {
        return exchanges.stream()
                .filter(each -> each.path().equals(sample.getPath() + path))
                .count();
    }

    /** The requests of this path that are being answered, and are no refusals. */
    long underWay(String path) {
        return exchanges.stream()
                .filter(each -> each.path().equals(sample.getPath() + path) && each.status() == 200 && !each.isOver())
                .count();
    }

    /** Serves a page beside the sample's, with its header lines. */
    URI serve(String name, String type, String body, String... headers) {
        var lines = String.join(
                "", List.of(headers).stream().map(line -> line + "\r\n").toList());
        pages.put(
                sample.getPath() + name,
                "HTTP/1.1 200 OK\r\nContent-Type: " + type + "; charset=utf-8\r\nContent-Length: "
                        + body.getBytes(StandardCharsets.UTF_8).length + "\r\nConnection: close\r\n" + lines + "\r\n"
                        + body);
        return root().resolve(name);
    }

    /** Leads elsewhere whoever asks for a page beside the sample's. */
    void lead(String name, URI elsewhere) {
        pages.put(
                sample.getPath() + name,
                "HTTP/1.1 303 See Other\r\nLocation: " + elsewhere
                        + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    }

    /** Ends what is under way; the next connection is served again. */
    void cut() {
        open.forEach(Tap::close);
    }

    /** Answers everything with 503, as a server does that is being restarted, until told otherwise. */
    void beBusy(boolean busy) {
        this.busy = busy;
        cut();
    }

    /** Nobody is there any more. */
    void goOffline() {
        close(listener);
        cut();
    }

    void goOnline() {
        listener = listen();
    }

    @Override
    public void close() {
        goOffline();
    }

    private ServerSocket listen() {
        try {
            var socket = new ServerSocket(port, 200, InetAddress.getByName("localhost"));
            start(() -> accept(socket));
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocket socket) {
        try {
            while (true) {
                var browser = socket.accept();
                open.add(browser);
                start(() -> serve(browser));
            }
        } catch (IOException e) {
            // Closed
        }
    }

    private void serve(Socket browser) {
        try (browser) {
            var asked = Head.read(new BufferedInputStream(browser.getInputStream()));
            if (asked == null) {
                return; // a browser opens connections for later
            }
            var exchange = new Exchange(asked);
            exchanges.add(exchange);
            try {
                answer(browser, asked, exchange);
            } finally {
                exchange.end();
            }
        } catch (IOException e) {
            // Cut, by whichever side
        } finally {
            open.remove(browser);
        }
    }

    private void answer(Socket browser, Head asked, Exchange exchange) throws IOException {
        var page =
                busy ? "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\nConnection: close\r\n\r\n" : pages.get(asked.path());
        if (page != null) {
            var bytes = page.getBytes(StandardCharsets.UTF_8);
            exchange.answered(Head.read(new ByteArrayInputStream(bytes)));
            browser.getOutputStream().write(bytes);
            return;
        }
        try (var server = new Socket("localhost", sample.getPort())) {
            open.add(server);
            server.getOutputStream().write(asked.bytes());
            var in = new BufferedInputStream(server.getInputStream());
            var answer = Head.read(in);
            if (answer != null) {
                exchange.answered(answer);
                browser.getOutputStream().write(answer.bytes());
                start(() -> endWith(browser, server));
                in.transferTo(browser.getOutputStream());
            }
            open.remove(server);
        }
    }

    /** A browser that goes away ends the request, as without this. */
    private static void endWith(Socket browser, Socket server) {
        try (server) {
            browser.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // Closed
        }
    }

    private static void start(Runnable work) {
        var thread = new Thread(work, "tap");
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(java.io.Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
