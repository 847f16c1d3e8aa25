// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import io.mola.galimatias.GalimatiasParseException;
import io.mola.galimatias.URL;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalToIgnoringCase;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

class CallbackUrlsTest {
    private static final String PAGE = "https://app.example:8443/account/settings?tab=1";
    private static final String[] PIECES = {
        "/",
        "/",
        "/",
        "//",
        "\\",
        "a",
        "b.html",
        ".",
        "..",
        "%2e",
        "%2F",
        "%5c",
        "%25",
        "%09",
        "%00",
        "%41",
        "%",
        "?",
        "#",
        ":",
        "@",
        ";",
        "=",
        "&",
        "\t",
        "\n",
        "\r",
        " ",
        "\u0000",
        "é",
        "／",
        "。",
        "evil.example",
        "https:",
        "javascript:",
        "[",
        "]",
        "<",
        "\"",
        "'",
        "(",
        "~",
        "!",
        "*",
        "+",
        ",",
        "$",
        "|",
        "^",
        "`",
        "{",
        "%c3%a9",
        "%zz"
    };

    private static final Logger LOG = Logger.getLogger("dev.adieu");

    private final CallbackUrls urls = new CallbackUrls(Set.of());

    @BeforeAll
    static void silence() {
        LOG.setLevel(Level.OFF);
    }

    @AfterAll
    static void restore() {
        LOG.setLevel(null);
    }

    /** Any text at all: what is taken leads exactly where it says, as a browser reads it. */
    @Test
    void whatIsTakenStaysOnTheOriginAndKeepsItsPath() throws GalimatiasParseException {
        var random = new Random(1);
        var base = URL.parse(PAGE);
        var taken = 0;
        for (int i = 0; i < 100_000; i++) {
            var text = new StringBuilder(random.nextInt(3) == 0 ? "" : "/");
            for (int pieces = random.nextInt(6); pieces > 0; pieces--) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
            var url = urls.safe(text.toString());
            if (url.isPresent()) {
                taken++;
                var target = URL.parse(base, url.get().toString());
                assertThat(text.toString(), target.scheme(), is("https"));
                assertThat(text.toString(), target.authority(), is("app.example:8443"));
                var path = text.toString().split("[?#]", 2)[0];
                // This parser encodes apostrophes and writes escapes in upper case, which the URL Standard does not.
                assertThat(text.toString(), target.path().replace("%27", "'"), is(equalToIgnoringCase(path)));
            }
        }
        assertThat(taken, is(greaterThan(3_000)));
    }

    @Test
    void aListedUrlIsTakenToTheLetter() {
        var listed = new CallbackUrls(Set.of("https://other.example/bye"));

        assertThat(listed.safe("https://other.example/bye").isPresent(), is(true));
        assertThat(listed.safe("https://other.example/bye#x"), is(Optional.empty()));
        assertThat(listed.safe("https://other.example:443/bye"), is(Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/%5c", "/a/%2F", "/%2e%2E/a", "/%25", "/%0a", "/%7f", "/a//b", "/a/./b", "/a\\b", "a", "//a"})
    void whatServersAndProxiesReadDifferentlyIsRefused(String url) {
        assertThat(urls.safe(url), is(Optional.empty()));
    }

    @Test
    void theLongestIsTwoThousand() {
        assertThat(urls.safe("/" + "a".repeat(1999)).isPresent(), is(true));
        assertThat(urls.safe("/" + "a".repeat(2000)), is(Optional.empty()));
    }

    @Test
    void nothingRequestedIsNothing() {
        assertThat(urls.safe(null), is(Optional.empty()));
        assertThat(urls.safe(""), is(Optional.empty()));
    }
}
