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
import java.util.function.Function;
import java.util.stream.Stream;

import static org.awaitility.Awaitility.await;

/** One process of Redis, with what it has written in a directory of its own. */
final class RedisProcess {
    private final int port;
    private final Path directory;
    private final List<String> command;
    private Program program;

    private RedisProcess(Path directory, int port, Stream<String> command) {
        this.port = port;
        this.directory = directory;
        this.command = command.toList();
    }

    /** Durable: an answer is given when what it says is on the disk. */
    RedisProcess(Path directory, int port, String... options) {
        this(directory, port, command(directory, port, Stream.of("redis-server"), Stream.of(options)));
    }

    private static Stream<String> command(
            Path directory, int port, Stream<String> program, Stream<String> furtherOptions) {
        var options = Stream.of(
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
                "always");
        return Stream.of(program, options, furtherOptions).flatMap(Function.identity());
    }

    /** The same on a disk of its own that is so small, which needs no rights. */
    static RedisProcess onSmallDisk(Path directory, int port, String size) {
        var mounted = "mount -t tmpfs -o size=" + size + " none " + directory + " && exec \"$@\"";
        var program =
                Stream.of("unshare", "--user", "--map-root-user", "--mount", "sh", "-c", mounted, "-", "redis-server");
        return new RedisProcess(directory, port, command(directory, port, program, Stream.of()));
    }

    /** One that watches others, as this file says, which it changes. */
    static RedisProcess sentinel(Path directory, int port, Path settings) {
        return new RedisProcess(
                directory,
                port,
                Stream.of(
                        "redis-server",
                        settings.toString(),
                        "--sentinel",
                        "--bind",
                        "127.0.0.1",
                        "--port",
                        Integer.toString(port),
                        "--dir",
                        directory.toString()));
    }

    void start() {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        program = Program.start(directory.resolveSibling(directory.getFileName() + ".log"), command);
        await("Redis on port " + port).atMost(Duration.ofSeconds(30)).until(() -> ask("ping")
                .equals("PONG"));
    }

    void stop() {
        program.stop();
    }

    void kill() {
        program.kill();
    }

    int port() {
        return port;
    }

    /** A file as the process sees it. */
    Path file(String name) {
        return Path.of("/proc/" + program.pid() + "/root" + directory.resolve(name));
    }

    /** What {@code redis-cli} answers. */
    String ask(String... command) {
        var all = new ArrayList<>(List.of("redis-cli", "-h", "127.0.0.1", "-p", Integer.toString(port)));
        all.addAll(Arrays.asList(command));
        return Program.run(all.toArray(String[]::new)).strip();
    }
}
