// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.redis;

import dev.adieu.store.contract.MovingClock;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import redis.embedded.RedisServer;

/**
 * A real Redis, started when the first test needs it: the one that its library brings, or another, such as Valkey's, by
 * {@code -Dredis.server=/path/of/valkey-server}.
 */
final class TestRedis {
    static final TestRedis SERVER = new TestRedis();

    private int port;

    private TestRedis() {}

    synchronized URI url() {
        if (port == 0) {
            try {
                port = freePort();
                start(port);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return URI.create("redis://127.0.0.1:" + port);
    }

    /** Starts one, which stops when all tests are over. */
    static RedisServer start(int port, String... settings) throws IOException {
        var builder = RedisServer.newRedisServer().port(port);
        var executable = System.getProperty("redis.server");
        if (executable != null) {
            builder.executableProvider(() -> new File(executable));
        }
        for (var setting : settings) {
            builder.setting(setting);
        }
        var server = builder.build();
        server.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
        return server;
    }

    private static void stop(RedisServer server) {
        try {
            server.stop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** A store with nothing in it whose server has this clock. */
    RedisSessionStore emptyStore(MovingClock clock) {
        var store = node(clock);
        store.client().flushAll();
        return store;
    }

    /** Another store on the same server, as another node has one. */
    RedisSessionStore node(MovingClock clock) {
        return node(url(), Duration.ofSeconds(20), clock);
    }

    static RedisSessionStore node(URI url, Duration timeout, MovingClock clock) {
        return new RedisConnection(List.of(url), false, Optional.empty(), Optional.empty(), timeout, 32, "adieu")
                .open((redis, keys) -> new TestTime(clock));
    }

    /** The time of a test, for the server too. */
    record TestTime(MovingClock clock) implements ServerTime {
        @Override
        public long now() {
            return clock.millis();
        }

        @Override
        public String argument() {
            return Long.toString(clock.millis());
        }

        @Override
        public void measure() {}
    }
}
