// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.redis;

import dev.adieu.spi.Bucket;
import dev.adieu.store.contract.MovingClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.util.JedisClusterCRC16;

import static org.awaitility.Awaitility.await;

/** Two real servers that are a cluster. All buckets are on the first, but for those of the last slot. */
final class TestCluster {
    static final TestCluster SERVERS = new TestCluster();

    private static final int SLOTS = 16_384;
    /** What a server adds to its port for the others. */
    private static final int BUS = 10_000;

    private int here;
    private int there;

    private TestCluster() {}

    /** What the first says, or the second. */
    interface Talk<T> {
        T with(Jedis first, Jedis second);
    }

    synchronized <T> T ask(Talk<T> talk) {
        if (here == 0) {
            here = start();
            there = start();
            connect();
        }
        return talk(talk);
    }

    private <T> T talk(Talk<T> talk) {
        try (var first = new Jedis("127.0.0.1", here);
                var second = new Jedis("127.0.0.1", there)) {
            return talk.with(first, second);
        }
    }

    private static int start() {
        try {
            var directory = Files.createTempDirectory("adieu-redis");
            var port = freePort();
            TestRedis.start(port, "cluster-enabled yes", "dir " + directory, "save \"\"", "bind 127.0.0.1");
            return port;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() {
        while (true) {
            var port = ThreadLocalRandom.current().nextInt(15_000, 30_000);
            try (var one = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
                    var bus = new ServerSocket(port + BUS, 1, InetAddress.getLoopbackAddress())) {
                return Math.min(one.getLocalPort(), bus.getLocalPort());
            } catch (IOException e) {
                // Another one, then.
                continue;
            }
        }
    }

    private void connect() {
        talk((first, second) -> {
            first.clusterAddSlots(IntStream.range(0, SLOTS - 1).toArray());
            second.clusterAddSlots(SLOTS - 1);
            return first.clusterMeet("127.0.0.1", there);
        });
        await("a cluster")
                .atMost(Duration.ofSeconds(30))
                .until(() -> talk((first, second) -> isWhole(first) && isWhole(second)));
    }

    private boolean isWhole(Jedis server) {
        var nodes = server.sendCommand(Command.CLUSTER, "NODES");
        return server.clusterInfo().contains("cluster_state:ok")
                && Values.text(nodes).contains("127.0.0.1:" + here)
                && Values.text(nodes).contains("127.0.0.1:" + there);
    }

    /** What the second is called. */
    String second() {
        return "127.0.0.1:" + there;
    }

    /** A store in it, whose servers have this clock and nothing else. */
    RedisSessionStore emptyStore(MovingClock clock) {
        ask((first, second) -> first.flushAll() + second.flushAll());
        return new RedisConnection(
                        List.of(URI.create("redis://127.0.0.1:" + here)),
                        true,
                        Optional.empty(),
                        Optional.empty(),
                        Duration.ofSeconds(2),
                        8,
                        "adieu")
                .open((redis, keys) -> new TestRedis.TestTime(clock));
    }

    /** A bucket on its way to the second server. */
    final class Move {
        private final int slot;

        private Move(int slot) {
            this.slot = slot;
            ask((first, second) -> second.clusterSetSlotImporting(slot, first.clusterMyId())
                    + first.clusterSetSlotMigrating(slot, second.clusterMyId()));
        }

        /** These of its keys go over. */
        void carry(Predicate<String> which) {
            ask((first, second) -> first.clusterGetKeysInSlot(slot, 10_000).stream()
                    .filter(key -> which.test(key.substring(key.indexOf('}') + 2)))
                    .map(key -> first.migrate("127.0.0.1", there, key, 0, 5_000))
                    .toList());
        }

        /** The rest goes over, and the bucket is the second's. */
        void finish() {
            carry(key -> true);
            ask((first, second) -> second.clusterSetSlotNode(slot, second.clusterMyId())
                    + first.clusterSetSlotNode(slot, second.clusterMyId()));
        }
    }

    Move beginToMove(Bucket bucket) {
        return new Move(JedisClusterCRC16.getSlot(bucket.value()));
    }
}
