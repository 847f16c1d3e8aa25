// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import dev.adieu.BrowserModule;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

    @Test
    void isSmall() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(bytes)) {
            zip.write(Script.MODULE.text().getBytes(StandardCharsets.UTF_8));
        }

        assertThat(bytes.size(), is(lessThanOrEqualTo(MOST)));
    }
}
