// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.cluster;

import dev.adieu.jdbc.JdbcStore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import static org.awaitility.Awaitility.await;

/** One PostgreSQL, as durable as it is when nothing is set. */
final class PostgreSql implements Store {
    private final Path directory;
    private final int port = Ports.free();
    private final TcpProxy proxy = new TcpProxy(port);
    private EmbeddedPostgres database;

    PostgreSql(Path directory) {
        this.directory = directory.resolve("postgresql");
        start();
    }

    @Override
    public Class<?> artifact() {
        return JdbcStore.class;
    }

    @Override
    public Map<String, String> settings() {
        return Map.of(
                "adieu.cluster.jdbc-url",
                "jdbc:postgresql://127.0.0.1:" + proxy.port() + "/postgres?user=postgres&connectTimeout=5",
                "adieu.jdbc.schema",
                "create",
                "adieu.jdbc.timeout",
                "2s");
    }

    @Override
    public List<TcpProxy> proxies() {
        return List.of(proxy);
    }

    @Override
    public void start() {
        // What it left may still hold its memory for a moment.
        await().ignoreExceptions().atMost(Duration.ofSeconds(60)).until(() -> {
            database = EmbeddedPostgres.builder()
                    .setDataDirectory(directory)
                    .setCleanDataDirectory(false)
                    .setPort(port)
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .start();
            return true;
        });
    }

    @Override
    public void stop() {
        try {
            database.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void kill() {
        try {
            var first = Files.readAllLines(directory.resolve("postmaster.pid")).get(0);
            var process = ProcessHandle.of(Long.parseLong(first.strip())).orElseThrow();
            process.destroyForcibly();
            process.onExit().join();
            database.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        proxy.close();
        stop();
    }
}
