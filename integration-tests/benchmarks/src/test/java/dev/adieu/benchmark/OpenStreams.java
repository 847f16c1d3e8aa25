// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.benchmark;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Browsers that listen: one thread reads all their streams. */
final class OpenStreams implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String END = "signed-out";

    /** What came of one stream so far. */
    private static final class Received {
        private final StringBuilder text = new StringBuilder();
        private boolean told;
    }

    private final Selector selector = Selector.open();
    private final URI events;
    private int count;

    OpenStreams(URI events) throws IOException {
        this.events = events;
    }

    void open(String cookie) throws IOException {
        var channel = SocketChannel.open(new InetSocketAddress(events.getHost(), events.getPort()));
        channel.write(ByteBuffer.wrap(("GET " + events.getPath() + " HTTP/1.1\r\nHost: " + events.getAuthority()
                        + "\r\nAccept: text/event-stream\r\nCookie: " + cookie + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII)));
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, new Received());
        count++;
    }

    /** Waits until all have begun. */
    void awaitBegun() throws IOException {
        await(false);
    }

    /** Waits until all have been told, and have ended. */
    void awaitTold() throws IOException {
        await(true);
    }

    private void await(boolean toTheEnd) throws IOException {
        var since = System.nanoTime();
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

    @Override
    public void close() throws IOException {
        selector.close();
    }
}
