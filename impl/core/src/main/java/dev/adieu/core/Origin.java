// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A web origin, in one spelling: lower case, the default port written out.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6454#section-4">RFC 6454, section 4</a>
 */
record Origin(String scheme, String host, int port) {
    private static final String AUTHORITY = "([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(?::([0-9]{1,5}))?";
    private static final Pattern ORIGIN = Pattern.compile("(https?)://" + AUTHORITY, Pattern.CASE_INSENSITIVE);
    private static final Pattern HOST = Pattern.compile(AUTHORITY);
    private static final Pattern URL = Pattern.compile("(https?://[^/?#\\\\]+)([/?#].*)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]");

    /** The origin that a header or setting spells; empty for anything else, {@code null} included. */
    static Optional<Origin> parse(String text) {
        var match = ORIGIN.matcher(text);
        if (!match.matches()) {
            return Optional.empty();
        }
        return Optional.of(of(match.group(1), match.group(2), match.group(3)));
    }

    /** The origin of a URL, as a {@code Referer} has it. */
    static Optional<Origin> ofUrl(String text) {
        var match = URL.matcher(text);
        return match.matches() ? parse(match.group(1)) : Optional.empty();
    }

    /** The origin that a {@code Host} header means for this scheme. */
    static Optional<Origin> ofHost(String scheme, String host) {
        var match = HOST.matcher(host);
        return match.matches() ? Optional.of(of(scheme, match.group(1), match.group(2))) : Optional.empty();
    }

    private static Origin of(String scheme, String host, @Nullable String port) {
        var lower = scheme.toLowerCase(Locale.ROOT);
        var number = port != null ? Integer.parseInt(port) : lower.equals("https") ? 443 : 80;
        return new Origin(lower, host.toLowerCase(Locale.ROOT), number);
    }

    boolean isSecure() {
        return scheme.equals("https");
    }

    /** Whether it names this machine, so that nobody in between can listen. */
    boolean isLoopback() {
        return LOOPBACK.matcher(host).matches();
    }

    @Override
    public String toString() {
        var standard = port == (isSecure() ? 443 : 80);
        return scheme + "://" + host + (standard ? "" : ":" + port);
    }
}
