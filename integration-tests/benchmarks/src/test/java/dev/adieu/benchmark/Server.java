// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.benchmark;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** An application in a process of its own, that answers. */
final class Server implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Process process;
    private final URI root;
    private final Duration startUp;

    /** Starts it, and waits for its first answer. Its port is a system property, of this name. */
    Server(String main, String portProperty, String path, List<String> options, String classPath) throws IOException {
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        root = URI.create("http://127.0.0.1:" + port + "/");
        var command = new ArrayList<>(List.of(Machine.java(), "-Xmx512m", "-Dadieu.audit=false"));
        command.add("-D" + portProperty + "=" + port);
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, main));
        var began = System.nanoTime();
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        Path.of("target", "benchmarks-servers.log").toFile()))
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        awaitAnswer(path, began);
        startUp = Duration.ofNanos(System.nanoTime() - began);
    }

    private void awaitAnswer(String path, long began) {
        while (System.nanoTime() - began < PATIENCE.toNanos()) {
            try {
                if (send(HttpRequest.newBuilder(uri(path)).build()).statusCode() == 200) {
                    return;
                }
            } catch (IOException e) {
                if (!process.isAlive()) {
                    throw new IllegalStateException("The server ended with " + process.exitValue(), e);
                }
            }
            LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
        }
        close();
        throw new IllegalStateException("The server does not answer " + path);
    }

    /** How long it took from the start of its process to the first answer. */
    Duration startUp() {
        return startUp;
    }

    /** How much processor time it has taken so far. */
    Duration cpu() {
        return process.info()
                .totalCpuDuration()
                .orElseThrow(() -> new IllegalStateException("The system does not tell its processor time"));
    }

    /** How many threads it has now, as Linux tells it. */
    int threads() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith("Threads:"))
                .map(line -> Integer.parseInt(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Linux does not tell its threads"));
    }

    URI uri(String path) {
        return root.resolve(path);
    }

    /** Sends a request. */
    static HttpResponse<String> send(HttpRequest request) throws IOException {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
