// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** Callback URLs that attackers send, and where a browser would go. */
public final class HostileUrls {
    private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9A-Fa-f]{4})");

    private HostileUrls() {}

    /** The corpus: none of it is a plain path, all of it has to be refused. */
    public static List<String> all() {
        try (var in = HostileUrls.class.getResourceAsStream("hostile-urls.txt")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("# "))
                    .map(HostileUrls::unescape)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String unescape(String line) {
        return ESCAPE.matcher(line)
                .replaceAll(match -> java.util.regex.Matcher.quoteReplacement(
                        String.valueOf((char) Integer.parseInt(match.group(1), 16))))
                .replace("{2000}", "a".repeat(2000));
    }

    /**
     * Whether a browser at this page would stay on its origin, by the URL Standard's parser and not by {@link URI}'s.
     */
    public static boolean staysOn(URI page, String url) {
        try {
            var base = io.mola.galimatias.URL.parse(page.toString());
            // The first steps of the URL Standard's parser, which this one leaves to others.
            var clean = url.replaceAll("^[\\x00-\\x20]+|[\\x00-\\x20]+$|[\t\n\r]", "");
            var target = io.mola.galimatias.URL.parse(base, clean);
            return base.scheme().equals(target.scheme())
                    && base.authority() != null
                    && base.authority().equals(target.authority());
        } catch (io.mola.galimatias.GalimatiasParseException e) {
            return false;
        }
    }
}
