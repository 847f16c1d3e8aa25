// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.cluster;

import dev.adieu.redis.RedisStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import static org.awaitility.Awaitility.await;

/** A master, its replica, and three Sentinels that watch them. */
final class Sentinels implements Store {
    private static final String MASTER = "sessions";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofSeconds(10);

    /** One that everybody reaches through a proxy. */
    private record Member(RedisProcess process, TcpProxy proxy) {
        static Member start(Path directory) {
            var port = Ports.free();
            var proxy = new TcpProxy(port);
            var process = new RedisProcess(
                    directory,
                    port,
                    "--replica-announce-ip",
                    "127.0.0.1",
                    "--replica-announce-port",
                    Integer.toString(proxy.port()),
                    "--repl-diskless-sync-delay",
                    "0");
            process.start();
            return new Member(process, proxy);
        }

        boolean isMaster() {
            return process.ask("role").startsWith("master");
        }

        boolean isInSync() {
            return process.ask("info", "replication").contains("master_link_status:up");
        }
    }

    private final List<Member> members;
    private final List<RedisProcess> sentinels;

    Sentinels(Path directory) {
        members = IntStream.range(0, 2)
                .mapToObj(n -> Member.start(directory.resolve("redis-" + n)))
                .toList();
        var first = Integer.toString(members.get(0).proxy.port());
        members.get(1).process.ask("replicaof", "127.0.0.1", first);
        sentinels = IntStream.range(0, 3)
                .mapToObj(n -> sentinel(directory.resolve("sentinel-" + n), first))
                .toList();
        sentinels.forEach(RedisProcess::start);
        await("Sentinels that know all").atMost(PATIENCE).until(() -> sentinels.stream()
                .allMatch(each -> each.ask("sentinel", "master", MASTER)
                        .replace('\n', ' ')
                        .matches(".*num-slaves 1 num-other-sentinels 2 .*")));
        awaitHealth();
    }

    private static RedisProcess sentinel(Path directory, String master) {
        var settings = List.of(
                "sentinel monitor " + MASTER + " 127.0.0.1 " + master + " 2",
                "sentinel down-after-milliseconds " + MASTER + " 2000",
                "sentinel failover-timeout " + MASTER + " 10000");
        try {
            Files.createDirectories(directory);
            return RedisProcess.sentinel(
                    directory, Ports.free(), Files.write(directory.resolve("sentinel.conf"), settings));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Class<?> artifact() {
        return RedisStore.class;
    }

    @Override
    public Map<String, String> settings() {
        return Map.of(
                "adieu.redis.url",
                sentinels.stream()
                        .map(each -> "redis://127.0.0.1:" + each.port())
                        .collect(Collectors.joining(",")),
                "adieu.redis.sentinel-master",
                MASTER,
                "adieu.redis.timeout",
                "1s");
    }

    @Override
    public List<TcpProxy> proxies() {
        return members.stream().map(Member::proxy).toList();
    }

    /**
     * As an administrator does before maintenance: Sentinels ask the master nothing, so it is told first to serve nobody
     * until they have made it a replica.
     */
    void handOver() {
        var replica = replica();
        master(replica).process.ask("client", "pause", Long.toString(PAUSE.toMillis()), "all");
        await("what is on its way").pollDelay(Duration.ofMillis(500)).until(() -> true);
        sentinels.get(0).ask("sentinel", "failover", MASTER);
        awaitMaster(replica);
        awaitHealth();
    }

    /** Kills the master, waits until its replica has taken over, and starts it again, as a replica. */
    void loseMaster() {
        var replica = replica();
        var master = master(replica);
        master.process.kill();
        awaitMaster(replica);
        master.process.start();
        awaitHealth();
    }

    private Member master(Member replica) {
        return members.get(1 - members.indexOf(replica));
    }

    private Member replica() {
        return members.stream().filter(each -> !each.isMaster()).findFirst().orElseThrow();
    }

    private void awaitMaster(Member member) {
        var port = Integer.toString(member.proxy.port());
        await("the promotion")
                .atMost(PATIENCE)
                .until(() -> member.isMaster()
                        && sentinels.stream().allMatch(each -> each.ask("sentinel", "get-master-addr-by-name", MASTER)
                                .endsWith(port)));
    }

    private void awaitHealth() {
        await("a replica in sync")
                .atMost(PATIENCE)
                .until(() -> members.stream().filter(Member::isInSync).count() == 1);
    }

    /** The servers; who is which is the Sentinels' business. */
    @Override
    public void stop() {
        members.forEach(each -> each.process.stop());
    }

    @Override
    public void kill() {
        members.forEach(each -> each.process.kill());
    }

    @Override
    public void start() {
        members.forEach(each -> each.process.start());
        awaitHealth();
    }

    @Override
    public void close() {
        sentinels.forEach(RedisProcess::kill);
        for (var member : members) {
            member.proxy.close();
            member.process.kill();
        }
    }
}
