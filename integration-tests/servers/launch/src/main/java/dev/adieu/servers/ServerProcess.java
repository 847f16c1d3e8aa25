// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.servers;

import dev.adieu.suite.Server;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A server in a process of its own: started by the {@link Recipe} of its {@link Setup} in a fresh base directory, and
 * ended with all processes that it started.
 */
public final class ServerProcess implements Server {
    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration WORD = Duration.ofSeconds(5);
    private static final Duration STOP = Duration.ofSeconds(15);
    private static final int TAIL = 100;
    /** A server that runs for a minute is done before thorough compilation pays. */
    private static final String BRIEFLY = "-XX:TieredStopAtLevel=1";
    /** Not what else is set here, such as the home of another installation of the same server. */
    private static final Set<String> KEPT = Set.of("PATH", "HOME", "USER", "LANG", "LC_ALL", "TMPDIR");

    private final Setup setup;
    private final Path base;
    private final Path log;
    private @Nullable Process process;
    /** What ran when the sample was served: a script may end before what it started. */
    private Set<ProcessHandle> started = Set.of();

    /** For {@link java.util.ServiceLoader}. */
    public ServerProcess() {
        this(Setup.ofLeaf());
    }

    /** Any server, beside others. */
    public ServerProcess(Setup setup) {
        this.setup = setup;
        base = setup.base();
        log = base.resolveSibling(base.getFileName() + ".log");
    }

    @Override
    public URI start() throws Exception {
        Trees.delete(base);
        Files.createDirectories(base);
        var recipe = recipe();
        recipe.prepare(base);
        var server = launch(recipe);
        process = server;
        awaitAnswer(server, recipe.root().resolve(recipe.answers()));
        awaitWord(server, recipe.says());
        started = tree(server);
        return recipe.root();
    }

    private Recipe recipe() throws IOException {
        var known = Map.of(
                "home", setup.distribution().toString(),
                "base", base.toString(),
                "leaf", setup.leaf().toString(),
                "war", setup.war().toString(),
                "java", java() + "/bin/java");
        try (var placeholders = new Placeholders(known)) {
            return Recipe.read(
                    setup.leaf().resolve(System.getProperty("servers.recipe", "server.properties")), placeholders);
        }
    }

    private static String java() {
        return System.getProperty("servers.jdk", System.getProperty("java.home"));
    }

    private Process launch(Recipe recipe) throws IOException {
        var builder = new ProcessBuilder(recipe.command())
                .directory(base.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        var environment = builder.environment();
        environment.keySet().retainAll(KEPT);
        environment.put("JAVA_HOME", java());
        // The one way that every server understands: the virtual machine reads it, whatever scripts do before.
        environment.put("JAVA_TOOL_OPTIONS", BRIEFLY + " " + systemProperties());
        environment.putAll(recipe.environment());
        return builder.start();
    }

    private String systemProperties() {
        return new TreeMap<>(setup.properties())
                .entrySet().stream()
                        .map(property -> "-D" + property.getKey() + "=" + property.getValue())
                        .map(option -> "'" + option.replace("'", "'\"'\"'") + "'")
                        .collect(Collectors.joining(" "));
    }

    private void awaitAnswer(Process server, URI page) throws IOException, InterruptedException {
        var client = HttpClient.newHttpClient();
        var request =
                HttpRequest.newBuilder(page).timeout(Duration.ofSeconds(30)).build();
        var limit = System.nanoTime() + START.toNanos();
        while (!isServed(client, request)) {
            if (server.waitFor(100, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("The server ended with " + server.exitValue() + ". " + tail());
            }
            if (System.nanoTime() > limit) {
                throw new IllegalStateException(request.uri() + " was not served in " + START + ". " + tail());
            }
        }
    }

    private void awaitWord(Process server, String expected) throws IOException, InterruptedException {
        var limit = System.nanoTime() + WORD.toNanos();
        while (!Files.readString(log, StandardCharsets.ISO_8859_1).contains(expected)) {
            if (server.waitFor(100, TimeUnit.MILLISECONDS) || System.nanoTime() > limit) {
                throw new IllegalStateException("The server did not say '" + expected + "'. " + tail());
            }
        }
    }

    private static boolean isServed(HttpClient client, HttpRequest request) throws InterruptedException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private String tail() throws IOException {
        var lines = Files.readString(log, StandardCharsets.ISO_8859_1).lines().toList();
        var last = lines.subList(Math.max(0, lines.size() - TAIL), lines.size());
        return "Its log, " + log + ", ends:\n" + String.join("\n", last);
    }

    @Override
    public void stop() {
        if (process == null) {
            return;
        }
        // All of them before the first ends: what it leaves behind is nobody's descendant any more.
        var tree = tree(process);
        tree.addAll(started);
        tree.forEach(ProcessHandle::destroy);
        var limit = System.nanoTime() + STOP.toNanos();
        for (var each : tree) {
            try {
                each.onExit().get(Math.max(0, limit - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (Exception e) {
                each.destroyForcibly();
            }
        }
    }

    private static Set<ProcessHandle> tree(Process process) {
        return Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
