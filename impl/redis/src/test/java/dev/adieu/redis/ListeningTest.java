// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.redis;

import dev.adieu.SessionId;
import dev.adieu.spi.Limit;
import dev.adieu.store.contract.MovingClock;
import dev.adieu.store.contract.Sessions;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.embedded.RedisServer;

import static dev.adieu.Reason.SIGN_OUT;
import static dev.adieu.SessionSelector.byId;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasSize;

/** A Redis that goes away and comes back, while a node listens. */
class ListeningTest {
    private static final Logger LOG = Logger.getLogger("dev.adieu");

    private final List<LogRecord> lines = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            if (line.getMessage().contains("which sessions end")) {
                lines.add(line);
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };
    private RedisServer server;

    @BeforeEach
    void readTheLog() {
        LOG.setLevel(Level.FINE);
        LOG.addHandler(handler);
    }

    @AfterEach
    void stop() throws IOException {
        LOG.removeHandler(handler);
        LOG.setLevel(null);
        if (server != null) {
            server.stop();
        }
    }

    @Test
    void itIsSaidOnceThatNothingIsHeardAndOnceThatItIsOver() throws IOException {
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        server = TestRedis.start(port);
        var told = new CopyOnWriteArrayList<SessionId>();
        try (var store =
                TestRedis.node(URI.create("redis://127.0.0.1:" + port), Duration.ofSeconds(2), new MovingClock())) {
            store.watch((id, reason) -> told.add(id));

            server.stop();
            await().atMost(Duration.ofSeconds(30)).until(() -> at(Level.FINE).size() >= 3);
            server = TestRedis.start(port);
            await().atMost(Duration.ofSeconds(30)).until(() -> !at(Level.INFO).isEmpty());

            assertThat(at(Level.WARNING), hasSize(1));
            assertThat(at(Level.INFO), hasSize(1));
            var alice = Sessions.of("alice");
            store.create(alice, Limit.NONE, Set.of());
            store.end(byId(alice.id()), SIGN_OUT, Set.of());
            await().until(() -> told.contains(alice.id()));
        }
    }

    private List<LogRecord> at(Level level) {
        return lines.stream().filter(line -> line.getLevel().equals(level)).toList();
    }
}
