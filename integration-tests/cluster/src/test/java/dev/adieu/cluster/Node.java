// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.cluster;

import dev.adieu.jdbc.JdbcStore;
import dev.adieu.redis.RedisStore;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The sample in a process of its own, with one store artifact. */
final class Node {
    private final URI root;
    private final Path hold;
    private final Program program;
    private volatile boolean killed;

    private Node(URI root, Path hold, Program program) {
        this.root = root;
        this.hold = hold;
        this.program = program;
    }

    /** Starts it; it answers a while later. */
    static Node start(Path directory, String name, Store store, Path journal, Map<String, String> further) {
        var port = Ports.free();
        var hold = directory.resolve(name + ".hold");
        // C1 alone: many short lives of a JVM are cheaper so.
        var command = new ArrayList<>(
                List.of(java(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx160m", "-cp", classPath(store)));
        set(command, store.settings());
        set(
                command,
                Map.of(
                        "java.net.preferIPv4Stack",
                        "true",
                        "adieu.sample.port",
                        Integer.toString(port),
                        // One cookie for all nodes, as behind a load balancer.
                        "adieu.origin",
                        "https://sample.example",
                        "adieu.sweep-interval",
                        "3s",
                        "adieu.idle-timeout",
                        "2m",
                        "adieu.audit",
                        "false",
                        "adieu.cluster.journal",
                        journal.toString(),
                        "adieu.cluster.hold",
                        hold.toString()));
        // The last one counts.
        set(command, further);
        command.add("dev.adieu.app.Main");
        return new Node(
                URI.create("http://127.0.0.1:" + port + "/api/"),
                hold,
                Program.start(directory.resolve(name + ".log"), command));
    }

    private static String java() {
        return ProcessHandle.current().info().command().orElse("java");
    }

    private static void set(List<String> command, Map<String, String> properties) {
        properties.forEach((key, value) -> command.add("-D" + key + "=" + value));
    }

    /** That of the tests, with one store. */
    private static String classPath(Store store) {
        var others = Stream.of(JdbcStore.class, RedisStore.class)
                .filter(each -> each != store.artifact())
                .map(Node::location)
                .toList();
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(element -> !others.contains(Path.of(element).toAbsolutePath()))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Path location(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    URI at(String path) {
        return root.resolve(path);
    }

    /** From now on its effects come to no end. */
    void holdEffects() {
        try {
            Files.createFile(hold);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void kill() {
        killed = true;
        program.kill();
    }

    boolean wasKilled() {
        return killed;
    }

    void pause() {
        program.pause();
    }

    void resume() {
        program.resume();
    }

    @Override
    public String toString() {
        return root.getAuthority();
    }
}
