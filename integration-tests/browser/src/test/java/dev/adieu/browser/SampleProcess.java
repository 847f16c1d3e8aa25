// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.browser;

import dev.adieu.app.Main;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** The sample in a process of its own, with settings. */
final class SampleProcess implements AutoCloseable {
    private final Process process;
    private final Path log;
    private final URI root;

    /** Serves on a port; its output is in the folder. */
    SampleProcess(Path folder, int port, String... settings) {
        root = URI.create("http://localhost:" + port + "/");
        log = folder.resolve("sample.log");
        var command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                System.getProperty("java.class.path"),
                "-Dadieu.sample.port=" + port));
        command.addAll(List.of(settings));
        command.add(Main.class.getName());
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await(root);
    }

    /** An open port is not enough: the sample first tries whether it is free. */
    static void await(URI root) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> root.resolve("api/hello").toURL().openStream().read() == '{');
    }

    URI root() {
        return root;
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
