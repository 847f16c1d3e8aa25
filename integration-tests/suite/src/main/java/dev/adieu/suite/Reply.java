// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.suite;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.stream.Stream;

/** An answer. */
public record Reply(int status, HttpHeaders headers, String body) {

    /** The body as a JSON object. */
    public JsonObject json() {
        try (var reader = Json.createReader(new StringReader(body))) {
            return reader.readObject();
        }
    }

    /** The body as a JSON array. */
    public JsonArray array() {
        try (var reader = Json.createReader(new StringReader(body))) {
            return reader.readArray();
        }
    }

    /** A header's value, or an empty text. */
    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    /** What the answer does to cookies. */
    public List<String> setCookies() {
        return headers.allValues("Set-Cookie");
    }

    /** Whether a cookie is set that is not an expired one. */
    public boolean setsCookie() {
        return !setCookies().stream().allMatch(Reply::isExpired);
    }

    /** Whether a browser forgets a cookie that is set so. */
    public static boolean isExpired(String cookie) {
        return Stream.of(cookie.split(";"))
                .map(String::strip)
                .anyMatch(each -> each.equalsIgnoreCase("Max-Age=0")
                        || each.regionMatches(true, 0, "Expires=", 0, 8) && each.matches(".*[ -](1970|1994)[ ].*"));
    }

    /** Whether a cookie is expired. */
    public boolean expiresCookie() {
        return setCookies().stream().anyMatch(Reply::isExpired);
    }
}
