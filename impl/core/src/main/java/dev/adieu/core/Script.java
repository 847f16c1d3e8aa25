// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import dev.adieu.BrowserModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The browser's module, as it is served.
 *
 * @param text the module
 * @param tag tells it from any other, as an entity tag (RFC 9110, section 8.8.3)
 * @param version that of Adieu
 */
record Script(String text, String tag, String version) {
    /** Read once. */
    static final Script MODULE = read("/META-INF/resources/adieu.js", "version.txt");

    private static Script read(String module, String version) {
        var text = text(module);
        return new Script(text, tag(text), text(version).strip());
    }

    /** What browsers are told of keeping it. */
    String cacheControl(BrowserModule asked) {
        return version.equals(asked.version()) ? "public, max-age=31536000, immutable" : "no-cache";
    }

    private static String tag(String text) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return '"' + Base64.getUrlEncoder().withoutPadding().encodeToString(hash) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static String text(String resource) {
        try (var in = Script.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }
}
