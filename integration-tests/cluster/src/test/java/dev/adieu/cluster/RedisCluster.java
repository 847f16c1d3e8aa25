// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.cluster;

import dev.adieu.redis.RedisStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static org.awaitility.Awaitility.await;

/** Three masters, each with a replica. */
final class RedisCluster implements Store {
    private static final int MASTERS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** A process that everybody, the others included, reaches through a proxy. */
    private record Member(RedisProcess process, TcpProxy proxy) {
        static Member start(Path directory) {
            var port = Ports.free();
            var proxy = new TcpProxy(port);
            var bus = Integer.toString(Ports.free());
            var process = new RedisProcess(
                    directory,
                    port,
                    "--cluster-enabled",
                    "yes",
                    "--cluster-node-timeout",
                    "2000",
                    "--cluster-port",
                    bus,
                    "--cluster-announce-ip",
                    "127.0.0.1",
                    "--cluster-announce-port",
                    Integer.toString(proxy.port()),
                    "--cluster-announce-bus-port",
                    bus,
                    "--repl-diskless-sync-delay",
                    "0");
            process.start();
            return new Member(process, proxy);
        }

        boolean isMaster() {
            return process.ask("role").startsWith("master");
        }

        boolean isReplicaOf(Member master) {
            return process.ask("role").replace('\n', ' ').startsWith("slave 127.0.0.1 " + master.proxy.port());
        }

        boolean isHealthy() {
            return process.ask("cluster", "info").contains("cluster_state:ok")
                    && process.ask("info", "replication")
                            .contains(isMaster() ? "state=online" : "master_link_status:up");
        }
    }

    /** In the order in which they start again: replicas last, so that none takes over meanwhile. */
    private List<Member> members;

    RedisCluster(Path directory) {
        members = IntStream.range(0, 2 * MASTERS)
                .mapToObj(n -> Member.start(directory.resolve("redis-" + n)))
                .toList();
        var create = Stream.concat(Stream.of("redis-cli", "--cluster", "create"), addresses());
        var options = Stream.of("--cluster-replicas", "1", "--cluster-yes");
        var told = Program.run(Stream.concat(create, options).toArray(String[]::new));
        if (!told.contains("All 16384 slots covered")) {
            throw new IllegalStateException(told);
        }
        awaitHealth();
    }

    private Stream<String> addresses() {
        return members.stream().map(each -> "127.0.0.1:" + each.proxy.port());
    }

    @Override
    public Class<?> artifact() {
        return RedisStore.class;
    }

    @Override
    public Map<String, String> settings() {
        return Map.of(
                "adieu.redis.url",
                addresses().map(address -> "redis://" + address).collect(Collectors.joining(",")),
                "adieu.redis.cluster",
                "true",
                "adieu.redis.timeout",
                "1s");
    }

    @Override
    public List<TcpProxy> proxies() {
        return members.stream().map(Member::proxy).toList();
    }

    /** Hands the slots of one master to its replica, as an administrator does before maintenance. */
    void handOver() {
        var master = members.stream().filter(Member::isMaster).findFirst().orElseThrow();
        var replica = replicaOf(master);
        replica.process.ask("cluster", "failover");
        await("the hand-over").atMost(PATIENCE).until(replica::isMaster);
        awaitHealth();
    }

    /** Kills a master that has not this key, waits until its replica has taken over, and starts it again, as a replica. */
    void loseMasterWithout(String key) {
        var master = members.stream()
                .filter(each ->
                        each.isMaster() && each.process.ask("exists", key).startsWith("MOVED"))
                .findFirst()
                .orElseThrow();
        var replica = replicaOf(master);
        master.process.kill();
        await("the promotion").atMost(PATIENCE).until(replica::isMaster);
        master.process.start();
        awaitHealth();
    }

    /** The slot of a key on its way from one master to another, as when somebody adds a node. */
    final class Move {
        private final String slot;
        private final Member from;
        private final Member to;

        private Move(String key) {
            slot = members.get(0).process.ask("cluster", "keyslot", key).strip();
            var masters = members.stream().filter(Member::isMaster).toList();
            from = masters.stream()
                    .filter(each -> !each.process.ask("exists", key).startsWith("MOVED"))
                    .findFirst()
                    .orElseThrow();
            to = masters.stream().filter(each -> each != from).findFirst().orElseThrow();
            to.process.ask("cluster", "setslot", slot, "importing", id(from));
            from.process.ask("cluster", "setslot", slot, "migrating", id(to));
        }

        /** Those of its keys that begin so go over, and no others. */
        void carry(String beginning) {
            from.process
                    .ask("cluster", "getkeysinslot", slot, "10000")
                    .lines()
                    .filter(key -> key.startsWith(beginning))
                    .forEach(key -> from.process.ask(
                            "migrate", "127.0.0.1", Integer.toString(to.process.port()), key, "0", "5000"));
        }

        /** The rest goes over, and the slot is the other's. */
        void finish() {
            carry("");
            members.stream()
                    .filter(Member::isMaster)
                    .forEach(each -> each.process.ask("cluster", "setslot", slot, "node", id(to)));
        }
    }

    Move beginToMove(String key) {
        return new Move(key);
    }

    private static String id(Member member) {
        return member.process.ask("cluster", "myid").strip();
    }

    private Member replicaOf(Member master) {
        return members.stream()
                .filter(each -> each.isReplicaOf(master))
                .findFirst()
                .orElseThrow();
    }

    private void awaitHealth() {
        await("a healthy cluster").atMost(PATIENCE).until(() -> members.stream().allMatch(Member::isHealthy));
    }

    @Override
    public void stop() {
        downwards(RedisProcess::stop);
    }

    @Override
    public void kill() {
        downwards(RedisProcess::kill);
    }

    private void downwards(Consumer<RedisProcess> end) {
        var byRole = members.stream().collect(Collectors.partitioningBy(Member::isMaster));
        members = Stream.concat(byRole.get(true).stream(), byRole.get(false).stream())
                .toList();
        for (int i = members.size() - 1; i >= 0; i--) {
            end.accept(members.get(i).process);
        }
    }

    @Override
    public void start() {
        members.forEach(each -> each.process.start());
        awaitHealth();
    }

    @Override
    public void close() {
        for (var member : members) {
            member.proxy.close();
            member.process.kill();
        }
    }
}
