// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.spi;

import dev.adieu.SessionId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * One of 4,096 parts that sessions are kept in: all sessions of a subject are in the same one, and each credential and
 * session id tells which, so that a partitioned store finds any of them in one place.
 *
 * @param value two characters of the base64url alphabet: 12 bits
 */
public record Bucket(String value) {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    /** @throws IllegalArgumentException when the value has another form */
    public Bucket {
        if (value.length() != 2 || !isBase64Url(value)) {
            throw new IllegalArgumentException("Not a bucket: '" + value + "' (allowed: two base64url characters)");
        }
    }

    /** The bucket of a subject's sessions: the first 12 bits of the SHA-256 of its UTF-8. */
    public static Bucket of(String subject) {
        var hash = sha256().digest(subject.getBytes(StandardCharsets.UTF_8));
        var bits = (hash[0] & 0xff) << 4 | (hash[1] & 0xf0) >> 4;
        return new Bucket("" + ALPHABET.charAt(bits >> 6) + ALPHABET.charAt(bits & 0x3f));
    }

    /** The bucket of a session. */
    public static Bucket of(SessionId session) {
        return new Bucket(session.value().substring(0, 2));
    }

    /** A new id for a session of this bucket's subject: the bucket and 128 random bits. */
    public SessionId newSessionId(SecureRandom random) {
        return new SessionId(value + random(random, 16));
    }

    static String random(SecureRandom random, int bytes) {
        var bits = new byte[bytes];
        random.nextBytes(bits);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }

    /** Checked at every look-up: a regular expression takes ten times as long. */
    static boolean isBase64Url(String value) {
        for (int i = 0; i < value.length(); i++) {
            var c = value.charAt(i);
            if ((c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') && c != '-' && c != '_') {
                return false;
            }
        }
        return true;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
