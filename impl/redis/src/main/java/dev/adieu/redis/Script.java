// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** What Redis does in one step. */
enum Script {
    ADVANCE,
    CREATE,
    ECHO,
    END,
    HOLD,
    LINK,
    LINKED,
    LIST,
    OPERATION,
    REMEMBER,
    SETTLE,
    TOUCH,
    UNSETTLED;

    private final byte[] text;
    private final byte[] sha;

    Script() {
        text = Keys.bytes(read("common") + read(name().toLowerCase(Locale.ROOT)));
        sha = Keys.bytes(sha1(text));
    }

    byte[] text() {
        return text;
    }

    byte[] sha() {
        return sha;
    }

    private static String read(String name) {
        try (var in = Script.class.getResourceAsStream(name + ".lua")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What Redis calls a script by; no secret. */
    private static String sha1(byte[] text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-1", e);
        }
    }
}
