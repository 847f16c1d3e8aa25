// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/** Queries as they are appended to URLs that somebody registered, which stay as they are. */
final class Urls {
    private Urls() {}

    private static final Map<String, Integer> DEFAULT_PORTS = Map.of("http", 80, "https", 443);

    /**
     * As browsers and a Content Security Policy have it (RFC 6454, section 6.2): nothing of a URL that somebody registered
     * but scheme, host and port.
     */
    static String origin(URI url) {
        var scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        var host = String.valueOf(url.getHost()).toLowerCase(Locale.ROOT);
        var isDefault = url.getPort() == -1 || Integer.valueOf(url.getPort()).equals(DEFAULT_PORTS.get(scheme));
        return scheme + "://" + host + (isDefault ? "" : ":" + url.getPort());
    }

    static String query(String name, String value) {
        return name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
