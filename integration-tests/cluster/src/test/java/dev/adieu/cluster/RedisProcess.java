// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import static org.awaitility.Awaitility.await;

/** One process of Redis, with what it has written in a directory of its own. */
final class RedisProcess {
    private final int port;
    private final Path directory;
    private final List<String> options;
    private Program program;

    /** Durable: an answer is given when what it says is on the disk. */
    RedisProcess(Path directory, int port, String... options) {
        this.port = port;
        this.directory = directory;
        this.options = new ArrayList<>(List.of(
                "redis-server",
                "--bind",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--dir",
                directory.toString(),
                "--save",
                "",
                "--appendonly",
                "yes",
                "--appendfsync",
                "always"));
        this.options.addAll(Arrays.asList(options));
    }

    void start() {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        program = Program.start(directory.resolveSibling(directory.getFileName() + ".log"), options);
        await("Redis on port " + port).atMost(Duration.ofSeconds(30)).until(() -> ask("ping")
                .equals("PONG"));
    }

    void stop() {
        program.stop();
    }

    void kill() {
        program.kill();
    }

    /** What {@code redis-cli} answers. */
    int port() {
        return port;
    }

    String ask(String... command) {
        var all = new ArrayList<>(List.of("redis-cli", "-h", "127.0.0.1", "-p", Integer.toString(port)));
        all.addAll(Arrays.asList(command));
        return Program.run(all.toArray(String[]::new)).strip();
    }
}
