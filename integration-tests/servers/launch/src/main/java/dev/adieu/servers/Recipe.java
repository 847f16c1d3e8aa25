// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.servers;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How a server is started: what a leaf's {@code server.properties} says, or another recipe of it.
 *
 * <ul>
 *   <li>{@code root}: where the sample will be, with a slash at its end.
 *   <li>{@code answers}: what answers there as soon as the server is up; the sample's {@code api/hello} if absent.
 *   <li>{@code copy.<to> = <from>}: what is copied, afresh for every start, to the base directory.
 *   <li>{@code edit.<file> = <old>=><new> …}: what is replaced in a file of the base directory.
 *   <li>{@code command}: what runs in the foreground until it is ended, in the base directory.
 *   <li>{@code environment.<name>}: its environment variables.
 *   <li>{@code says}: what must be in its output by then; nothing in particular if absent.
 * </ul>
 *
 * All may contain {@code ${home}} (the unpacked distribution), {@code ${base}}, {@code ${leaf}} (the leaf's own
 * directory), {@code ${war}}, {@code ${java}} and ports, as {@link Placeholders} tells.
 */
record Recipe(
        URI root,
        String answers,
        SortedMap<String, String> copies,
        SortedMap<String, String> edits,
        List<String> command,
        Map<String, String> environment,
        String says) {

    static Recipe read(Path file, Placeholders placeholders) throws IOException {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        var command = Arrays.stream(required(properties, "command").split("\\s+"))
                .map(placeholders::fill)
                .toList();
        return new Recipe(
                URI.create(placeholders.fill(required(properties, "root"))),
                properties.getProperty("answers", "api/hello"),
                below(properties, "copy.", placeholders),
                below(properties, "edit.", placeholders),
                command,
                below(properties, "environment.", placeholders),
                properties.getProperty("says", ""));
    }

    private static String required(Properties properties, String key) {
        var value = properties.getProperty(key);
        if (value == null) {
            throw new IllegalArgumentException("server.properties has no '" + key + "'");
        }
        return value;
    }

    private static SortedMap<String, String> below(Properties properties, String prefix, Placeholders placeholders) {
        return properties.stringPropertyNames().stream()
                .filter(key -> key.startsWith(prefix))
                .collect(Collectors.toMap(
                        key -> key.substring(prefix.length()),
                        key -> placeholders.fill(properties.getProperty(key)),
                        (one, other) -> one,
                        TreeMap::new));
    }

    /** Copies and edits what the server needs of its own. */
    void prepare(Path base) throws IOException {
        for (var copy : copies.entrySet()) {
            Trees.copy(Path.of(copy.getValue()), base.resolve(copy.getKey()));
        }
        for (var edit : edits.entrySet()) {
            var file = base.resolve(edit.getKey());
            Files.writeString(file, edited(Files.readString(file), file, edit.getValue()));
        }
    }

    private static String edited(String text, Path file, String edits) {
        for (var edit : replacements(edits).entrySet()) {
            if (!text.contains(edit.getKey())) {
                throw new IllegalStateException("There is no " + edit.getKey() + " in " + file);
            }
            text = text.replace(edit.getKey(), edit.getValue());
        }
        return text;
    }

    private static Map<String, String> replacements(String edits) {
        var replacements = new LinkedHashMap<String, String>();
        for (var edit : edits.split("\\s+")) {
            var sides = edit.split("=>", 2);
            replacements.put(sides[0], sides[1]);
        }
        return replacements;
    }
}
