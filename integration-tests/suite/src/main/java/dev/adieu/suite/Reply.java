// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.suite;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.net.http.HttpHeaders;
import java.util.List;

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
        return setCookies().stream().anyMatch(cookie -> !cookie.contains("Max-Age=0"));
    }

    /** Whether a cookie is expired. */
    public boolean expiresCookie() {
        return setCookies().stream().anyMatch(cookie -> cookie.contains("Max-Age=0"));
    }
}
