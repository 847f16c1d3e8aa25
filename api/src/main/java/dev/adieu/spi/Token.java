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

    private final String secret;

    private Token(String secret) {
        this.secret = secret;
    }

    /** A new token for a session of the subject. */
    public static Token random(String subject, SecureRandom random) {
        return new Token(Bucket.of(subject).value() + Bucket.random(random, RANDOM_BYTES));
    }

    /** The token that was {@linkplain #reveal() revealed} as this text; empty for a text that cannot have been one. */
    public static Optional<Token> parse(@Nullable String text) {
        return text != null && text.length() == LENGTH && Bucket.isBase64Url(text)
                ? Optional.of(new Token(text))
                : Optional.empty();
    }

    /** What a store knows this token by. */
    public TokenHash hash() {
        return TokenHash.of(Bucket.number(secret), secret.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The secret itself, for the user agent alone. */
    public String reveal() {
        return secret;
    }

    @Override
    public String toString() {
        return "Token[secret]";
    }
}
