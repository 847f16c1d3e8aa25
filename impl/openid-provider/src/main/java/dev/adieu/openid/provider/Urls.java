// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Queries as they are appended to URLs that somebody registered, which stay as they are. */
final class Urls {
    private Urls() {}

    static String query(String name, String value) {
        return name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
