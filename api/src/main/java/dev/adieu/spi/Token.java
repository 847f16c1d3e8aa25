// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.spi;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The secret that a user agent shows to be recognised: the subject's {@link Bucket} and 256 random bits. Schemes carry
 * it; a store sees its {@linkplain #hash() hash} only. Never shown by {@code toString}.
 */
public final class Token {
    private static final int RANDOM_BYTES = 32;
    private static final int LENGTH = 2 + 43;

    /** In Latin-1. */
    private final byte[] secret;

    private Token(byte[] secret) {
        this.secret = secret;
    }

    /** A new token for a session of the subject. */
    public static Token random(String subject, SecureRandom random) {
        return new Token(bytes(Bucket.of(subject).value() + Bucket.random(random, RANDOM_BYTES)));
    }

    /** The token that was {@linkplain #reveal() revealed} as this text; empty for a text that cannot have been one. */
    public static Optional<Token> parse(@Nullable String text) {
        if (text == null || text.length() != LENGTH) {
            return Optional.empty();
        }
        var secret = bytes(text);
        return Bucket.isBase64Url(secret) ? Optional.of(new Token(secret)) : Optional.empty();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** What a store knows this token by. */
    public TokenHash hash() {
        return TokenHash.of(Bucket.number(secret), secret);
    }

    /** The secret itself, for the user agent alone. */
    public String reveal() {
        return new String(secret, StandardCharsets.ISO_8859_1);
    }

    @Override
    public String toString() {
        return "Token[secret]";
    }
}
