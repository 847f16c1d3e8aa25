// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.spi;

import dev.adieu.SessionId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

/**
 * One of 4,096 parts that sessions are kept in: all sessions of a subject are in the same one, and each credential and
 * session id tells which, so that a partitioned store finds any of them in one place.
 *
 * @param value two characters of the base64url alphabet: 12 bits
 */
public record Bucket(String value) {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    /** By character of Latin-1: its six bits, -1 for one that has none. */
    private static final byte[] NUMBERS = new byte[256];

    static {
        Arrays.fill(NUMBERS, (byte) -1);
        for (byte i = 0; i < ALPHABET.length(); i++) {
            NUMBERS[ALPHABET.charAt(i)] = i;
        }
    }

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    /** One for each thread, ready for the next: to make one takes as long as to use it. It holds no class of ours. */
    private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(Bucket::newSha256);

    /** @throws IllegalArgumentException when the value has another form */
    public Bucket {
        if (value.length() != 2 || !isBase64Url(value)) {
            throw new IllegalArgumentException("Not a bucket: '" + value + "' (allowed: two base64url characters)");
        }
    }

    /** The bucket of a subject's sessions: the first 12 bits of the SHA-256 of its UTF-8. */
    public static Bucket of(String subject) {
        var hash = sha256().digest(subject.getBytes(StandardCharsets.UTF_8));
        return new Bucket(text((hash[0] & 0xff) << 4 | (hash[1] & 0xf0) >> 4));
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
        return base64Url(bits);
    }

    static boolean isBase64Url(String value) {
        return isBase64Url(value.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Checked at every look-up, so without a branch: a regular expression takes twenty times as long. */
    static boolean isBase64Url(byte[] latin1) {
        var others = 0;
        for (var c : latin1) {
            others |= NUMBERS[c & 0xff];
        }
        return others >= 0;
    }

    /** The 12 bits of a bucket, with whose characters this begins. */
    static short number(byte[] latin1) {
        return (short) (NUMBERS[latin1[0] & 0xff] << 6 | NUMBERS[latin1[1] & 0xff]);
    }

    /** The two characters of a bucket's 12 bits. */
    static String text(int number) {
        return "" + ALPHABET.charAt(number >> 6) + ALPHABET.charAt(number & 0x3f);
    }

    static String base64Url(byte[] bytes) {
        return ENCODER.encodeToString(bytes);
    }

    /** This thread's, fresh; for use at once. */
    static MessageDigest sha256() {
        var digest = SHA_256.get();
        digest.reset();
        return digest;
    }

    private static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
