// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a server is started with.
 *
 * @param leaf the directory of its {@code server.properties}
 * @param unpacked where its distribution was unpacked, or its jars were copied to
 * @param war what it serves
 * @param base where it may write; its output is in a file beside it
 * @param properties the system properties that it gets
 */
public record Setup(Path leaf, Path unpacked, Path war, Path base, Map<String, String> properties) {

    /** Copies the map. */
    public Setup {
        properties = Map.copyOf(properties);
    }

    /**
     * That of a leaf's build: one start among several, told apart by {@code servers.run}, with the {@code adieu.*} system
     * properties of this process.
     */
    static Setup ofLeaf() {
        var leaf = Path.of("").toAbsolutePath();
        var target = leaf.resolve("target");
        return new Setup(
                leaf,
                target.resolve("server"),
                target.resolve(System.getProperty("servers.war", "war")).resolve("sample.war"),
                target.resolve(System.getProperty("servers.run", "run")),
                adieus());
    }

    private static Map<String, String> adieus() {
        var properties = System.getProperties();
        return properties.stringPropertyNames().stream()
                .filter(name -> name.startsWith("adieu."))
                .collect(Collectors.toMap(name -> name, properties::getProperty));
    }

    /** The directory that an archive begins with, or where the jars are. */
    Path distribution() {
        if (!Files.isDirectory(unpacked)) {
            throw new IllegalStateException("Nothing is at " + unpacked);
        }
        try (var entries = Files.list(unpacked)) {
            var first = entries.limit(2).toList();
            return first.size() == 1 && Files.isDirectory(first.get(0)) ? first.get(0) : unpacked;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
