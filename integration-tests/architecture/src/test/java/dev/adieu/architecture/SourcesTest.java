// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

/** How the sources look, of every module. */
class SourcesTest {
    private static final Pattern PUT_OFF =
            Pattern.compile("TO" + "DO|FIX" + "ME|@Dis" + "abled|Thread\\.sl" + "eep\\(");

    private static List<Path> sources = List.of();

    @BeforeAll
    static void collect() throws IOException {
        var root = Path.of("").toAbsolutePath();
        while (!Files.exists(root.resolve("README.md"))) {
            root = root.getParent();
        }
        try (var files = Files.walk(root)) {
            sources = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.toString().contains("/target/"))
                    .toList();
        }
    }

    @Test
    void filesAreShort() throws IOException {
        var lengths = sources.stream()
                .filter(file -> file.toString().contains("/src/main/"))
                .filter(file -> !file.toString().contains("/integration-tests/"))
                .map(SourcesTest::length)
                .sorted()
                .toList();

        assertThat(lengths.size(), is(greaterThan(50)));
        assertThat("half of them", lengths.get(lengths.size() / 2), is(lessThan(60L)));
        assertThat("nine in ten", lengths.get(lengths.size() * 9 / 10), is(lessThan(150L)));
        assertThat("the longest", lengths.get(lengths.size() - 1), is(lessThanOrEqualTo(300L)));
    }

    @Test
    void nothingIsPutOffOrAsleep() {
        var found = sources.stream()
                .filter(file -> PUT_OFF.matcher(read(file)).find())
                .toList();

        assertThat(found, is(empty()));
    }

    /** Lines without the header and the imports. */
    private static long length(Path file) {
        return read(file)
                .lines()
                .dropWhile(line -> line.startsWith("//") || line.isBlank())
                .filter(line -> !line.startsWith("import ") && !line.startsWith("package "))
                .count();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
