// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.benchmark;

import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How long it takes a node to end as many open event streams as there may be, when their subject signs out everywhere;
 * and how many threads it has for them. The sample in a process of its own, on Grizzly.
 */
public final class Streams {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int STREAMS_OF_A_SESSION = 10;
    private static final String END = "signed-out";

    /** What came of one stream so far. */
    private static final class Received {
        private final StringBuilder text = new StringBuilder();
        private boolean told;
    }

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int port;
    private final Process node;
    private final Selector selector = Selector.open();

    private Streams() throws IOException {
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        node = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-Dadieu.sample.port=" + port,
                        "-Dadieu.audit=false",
                        "-cp",
                        classPath(),
                        "dev.adieu.app.Main")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** The first argument: how many streams. */
    public static void main(String... arguments) throws Exception {
        var streams = new Streams();
        try {
            streams.measure(Integer.parseInt(arguments[0]));
        } finally {
            streams.node.destroyForcibly();
        }
    }

    /** That of the benchmarks, without the stores: sessions in memory. */
    static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(element -> !element.matches(".*/impl/(jdbc|redis)/.*"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private void measure(int count) throws Exception {
        awaitNode();
        var before = threads();
        var last = "";
        for (int opened = 0; opened < count; opened++) {
            last = opened % STREAMS_OF_A_SESSION == 0 ? signIn() : last;
            open(last);
        }
        read(count, false, System.nanoTime());
        var open = threads();

        var at = System.nanoTime();
        var answer = http.sendAsync(
                request("sign-out/everywhere", last)
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        var answered = answer.thenApply(each -> Duration.ofNanos(System.nanoTime() - at));
        read(count, true, at);

        System.out.printf(
                "%,d streams of %,d sessions: answer %s after %d ms, the last stream closed after %d ms; threads of the"
                        + " node: %d without, %d with them, %d at their end%n",
                count,
                count / STREAMS_OF_A_SESSION,
                answer.get().body(),
                answered.get().toMillis(),
                Duration.ofNanos(System.nanoTime() - at).toMillis(),
                before,
                open,
                threads());
    }

    private void awaitNode() throws Exception {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            try {
                http.send(request("hello", "").build(), HttpResponse.BodyHandlers.discarding());
                return;
            } catch (IOException e) {
                if (node.waitFor(100, TimeUnit.MILLISECONDS)) {
                    throw new IllegalStateException("The sample ended", e);
                }
            }
        }
        throw new IllegalStateException("The sample did not start");
    }

    private HttpRequest.Builder request(String path, String cookie) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/" + path));
        return cookie.isEmpty() ? request : request.header("Cookie", cookie);
    }

    private String signIn() throws Exception {
        var form = HttpRequest.BodyPublishers.ofString("username=user1&password=load");
        var answer = http.send(
                request("sign-in", "")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(form)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return answer.headers()
                .firstValue("Set-Cookie")
                .orElseThrow(() -> new IllegalStateException(answer + ": " + answer.body()))
                .replaceAll(";.*", "");
    }

    private void open(String cookie) throws IOException {
        var channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
        channel.write(ByteBuffer.wrap(("GET /api/events HTTP/1.1\r\nHost: 127.0.0.1:" + port
                        + "\r\nAccept: text/event-stream\r\nCookie: " + cookie + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII)));
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, new Received());
    }

    /** Reads until all streams have begun, or all have been told and have ended. */
    private void read(int count, boolean toTheEnd, long since) throws IOException {
        var done = 0;
        var buffer = ByteBuffer.allocate(4096);
        while (done < count) {
            selector.select(1000);
            if (System.nanoTime() - since > PATIENCE.toNanos()) {
                throw new IllegalStateException("Of %d streams %d are as they should be".formatted(count, done));
            }
            for (var key : List.copyOf(selector.selectedKeys())) {
                done += read(key, buffer, toTheEnd) ? 1 : 0;
            }
            selector.selectedKeys().clear();
        }
    }

    private static boolean read(SelectionKey key, ByteBuffer buffer, boolean toTheEnd) throws IOException {
        var stream = (Received) key.attachment();
        var had = stream.text.length();
        var got = ((SocketChannel) key.channel()).read(buffer.clear());
        if (got > 0) {
            stream.text.append(StandardCharsets.UTF_8.decode(buffer.flip()));
            if (had == 0 && !stream.text.toString().startsWith("HTTP/1.1 200")) {
                throw new IllegalStateException("No stream: " + stream.text);
            }
        }
        if (!toTheEnd) {
            return had == 0 && got > 0;
        }
        // The last chunk, or the end of the connection.
        var ended = got < 0 || stream.text.indexOf("\r\n0\r\n\r\n") >= 0;
        if (!ended || stream.told) {
            return false;
        }
        if (stream.text.indexOf(END) < 0) {
            throw new IllegalStateException("A stream ended untold: " + stream.text);
        }
        stream.told = true;
        key.cancel();
        key.channel().close();
        return true;
    }

    /** How many the node has now, as Linux tells it. */
    private int threads() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + node.pid() + "/status")).stream()
                .filter(line -> line.startsWith("Threads:"))
                .map(line -> Integer.parseInt(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
