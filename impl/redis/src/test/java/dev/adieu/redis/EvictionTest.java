// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.redis;

import dev.adieu.store.contract.MovingClock;
import java.net.URI;
import java.text.MessageFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol.Command;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** A Redis that would throw keys away, found out before there are any. */
class EvictionTest {
    private final List<String> logged = new ArrayList<>();
    private final Handler recorder = new Recorder();
    private RedisSessionStore server;

    @BeforeEach
    void open() {
        server = TestRedis.SERVER.emptyStore(new MovingClock());
        Logger.getLogger("dev.adieu").addHandler(recorder);
    }

    @AfterEach
    void close() {
        Logger.getLogger("dev.adieu").removeHandler(recorder);
        set("maxmemory", "0");
        set("maxmemory-policy", "noeviction");
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"volatile-lru", "allkeys-lfu"})
    void whatEvictsIsRefusedByTheNameOfItsPolicy(String policy) {
        set("maxmemory", "100000000");
        set("maxmemory-policy", policy);

        var refusal = assertThrows(IllegalStateException.class, () -> connect(""));

        assertThat(
                refusal.getMessage(),
                allOf(containsString(policy), containsString("100000000"), containsString("noeviction")));
    }

    @Test
    void whatIsNeverFullMayHaveAnyPolicy() {
        set("maxmemory-policy", "volatile-lru");

        connect("");

        assertThat(logged, is(empty()));
    }

    @Test
    void whatRefusesWritesWhenItIsFullIsAsItShouldBe() {
        set("maxmemory", "100000000");

        connect("");

        assertThat(logged, is(empty()));
    }

    @Test
    void whatMayNotBeAskedIsWorthAWarning() {
        server.client().sendCommand(Command.ACL, "SETUSER", "unasked", "on", ">pass", "~*", "&*", "+@all", "-info");

        connect("unasked:pass@");

        assertThat(logged, contains(allOf(containsString("NOPERM"), containsString("noeviction"))));
    }

    @Test
    void whatSaysNothingOfItIsNotRuledOut() {
        assertThat(Eviction.of("used_memory:1\r\n").isRuledOut(), is(false));
        assertThat(Eviction.of("maxmemory_policy:allkeys-lru\r\n").isRuledOut(), is(false));
        assertThat(Eviction.of("maxmemory:0\r\n").isRuledOut(), is(true));
        assertThat(Eviction.of("maxmemory:1\r\nmaxmemory_policy:noeviction\r\n").isRuledOut(), is(true));
        assertThat(
                Eviction.of("maxmemory:1\r\nmaxmemory_policy:noeviction-2\r\n").isRuledOut(), is(false));
    }

    @Test
    void oneNodeOfAClusterThatEvictsIsRefused() {
        TestCluster.SERVERS.emptyStore(new MovingClock()).close();
        TestCluster.SERVERS.ask((first, second) -> evict(second, "allkeys-lru", "100000000"));
        try {
            var refusal =
                    assertThrows(IllegalStateException.class, () -> TestCluster.SERVERS.emptyStore(new MovingClock()));

            assertThat(
                    refusal.getMessage(),
                    allOf(containsString("allkeys-lru"), containsString(TestCluster.SERVERS.second())));
        } finally {
            TestCluster.SERVERS.ask((first, second) -> evict(second, "noeviction", "0"));
        }
    }

    private static String evict(Jedis server, String policy, String limit) {
        return server.configSet("maxmemory-policy", policy) + server.configSet("maxmemory", limit);
    }

    private void set(String name, String value) {
        server.client().configSet(name, value);
    }

    private static void connect(String user) {
        var url = URI.create(
                "redis://" + user + "127.0.0.1:" + TestRedis.SERVER.url().getPort());
        TestRedis.node(url, Duration.ofSeconds(2), new MovingClock()).close();
    }

    /** Keeps what is logged. */
    private final class Recorder extends Handler {
        @Override
        public void publish(LogRecord log) {
            logged.add(MessageFormat.format(log.getMessage(), log.getParameters()));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
