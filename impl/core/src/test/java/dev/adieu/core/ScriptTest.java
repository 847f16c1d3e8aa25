// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import dev.adieu.BrowserModule;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.matchesPattern;

class ScriptTest {
    private static final int MOST = 4096;

    @Test
    void isKeptForGoodByItsVersionOnly() {
        assertThat(Script.MODULE.version(), matchesPattern("[0-9]+[.][0-9]+[.][0-9]+(-[A-Z]+)?"));

        assertThat(
                Script.MODULE.cacheControl(new BrowserModule(Script.MODULE.version())),
                is("public, max-age=31536000, immutable"));
        assertThat(Script.MODULE.cacheControl(new BrowserModule("0.0.1")), is("no-cache"));
        assertThat(Script.MODULE.cacheControl(new BrowserModule(null)), is("no-cache"));
    }

    /** What no compiler sees: that the types are those of the module. */
    @Test
    void itsTypesNameWhatItTakesAndGives() throws IOException {
        var types = read("/META-INF/resources/adieu.d.ts");
        var module = Script.MODULE.text();

        assertThat(
                names("export (?:async )?function (\\w+)", types),
                is(names("export (?:async )?function (\\w+)", module)));
        assertThat(
                names("(?m)^  (\\w+)\\?:", block("export interface SignOutOptions", types)),
                is(union(
                        names("(?m)^  (\\w+):", block("const CHOICES", module)),
                        names("'(\\w+)'", line("const OPTIONS", module)))));
        assertThat(
                names("(?m)^  (\\w+):", block("export interface SignOutResult", types)),
                is(names("(\\w+):", block("return { ok: result.ok", module))));
        assertThat(names("(\\w+)\\?: Names", types), is(names("'(\\w+)'", line("const CLEARED", module))));
    }

    private static String read(String resource) throws IOException {
        try (var in = Script.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String block(String begins, String text) {
        var from = text.indexOf(begins);
        return text.substring(from, text.indexOf('}', from));
    }

    private static String line(String begins, String text) {
        var from = text.indexOf(begins);
        return text.substring(from, text.indexOf('\n', from));
    }

    private static Set<String> names(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(each -> each.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        return Stream.of(some, others).flatMap(Set::stream).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void isSmall() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(bytes)) {
            zip.write(Script.MODULE.text().getBytes(StandardCharsets.UTF_8));
        }

        assertThat(bytes.size(), is(lessThanOrEqualTo(MOST)));
    }
}
