// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.benchmark;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What the benchmarks run on. */
final class Machine {
    private static final Path MEMORY = Path.of("/proc/meminfo");
    private static final Path PROCESSOR = Path.of("/proc/cpuinfo");

    private static final Path LOAD = Path.of("/proc/loadavg");

    private Machine() {}

    /** The Java that this is run by. */
    static String java() {
        return System.getProperty("java.home") + "/bin/java";
    }

    /**
     * How much memory processes can have: what the system has, everything where it does not tell; and at most what {@code
     * benchmarks.megabytes} leaves them.
     */
    static long availableMegabytes() throws IOException {
        var free = value(MEMORY, "MemAvailable:")
                .map(text -> Long.parseLong(text.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(Long.MAX_VALUE);
        return Math.min(free, Long.getLong("benchmarks.megabytes", Long.MAX_VALUE));
    }

    /** How many processes wanted a core, over the last one, five and fifteen minutes. */
    static String load() {
        try {
            return Files.exists(LOAD)
                    ? Files.readString(LOAD).replaceFirst("^((\\S+ ){2}\\S+)(?s:.*)", "$1")
                    : "unknown";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String description() throws IOException {
        var processor = value(PROCESSOR, "model name").findFirst().orElse("processor unknown");
        return "%s, %d cores, %s, Java %s"
                .formatted(
                        processor.replaceFirst("^[\\s:]+", ""),
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("os.name"),
                        System.getProperty("java.version"));
    }

    /** Whether a program can be called by its name. */
    static boolean has(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }

    private static Stream<String> value(Path file, String key) throws IOException {
        return Files.exists(file)
                ? Files.readAllLines(file).stream()
                        .filter(line -> line.startsWith(key))
                        .map(line -> line.substring(key.length()).strip())
                : Stream.empty();
    }
}
