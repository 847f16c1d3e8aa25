// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the witnesses of all nodes have written. */
record Journal(Path file) {
    /** How often each session was signed out, all nodes together. */
    Map<String, Long> signedOut() {
        return count("signed-out");
    }

    /** How often the effect was done for each session. */
    Map<String, Long> effects() {
        return count("effect");
    }

    /** How often the effect was begun for each session and came to no end. */
    Map<String, Long> held() {
        return count("held");
    }

    private Map<String, Long> count(String what) {
        if (!Files.exists(file)) {
            return Map.of();
        }
        try (var lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(what + " "))
                    .map(line -> line.substring(what.length() + 1))
                    .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
