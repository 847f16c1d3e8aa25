// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.spi;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * What a store knows a credential by: the subject's bucket and a SHA-256. It recognises the credential and does not
 * yield it. A value: equal are those with an equal {@link #value()}. It is kept as bits, because every request makes one
 * and a store in memory has a million.
 */
public final class TokenHash {
    private static final int LENGTH = 45;
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final short bucket;
    private final long first;
    private final long second;
    private final long third;
    private final long fourth;

    private TokenHash(short bucket, byte[] hash) {
        this.bucket = bucket;
        first = (long) WORD.get(hash, 0);
        second = (long) WORD.get(hash, 8);
        third = (long) WORD.get(hash, 16);
        fourth = (long) WORD.get(hash, 24);
    }

    /**
     * The one of this value.
     *
     * @throws IllegalArgumentException when the value has another form
     */
    public static TokenHash parse(String value) {
        var latin1 = value.getBytes(StandardCharsets.ISO_8859_1);
        if (latin1.length == LENGTH && Bucket.isBase64Url(latin1)) {
            var parsed =
                    new TokenHash(Bucket.number(latin1), Base64.getUrlDecoder().decode(value.substring(2)));
            // The last character has two bits to spare.
            if (parsed.value().equals(value)) {
                return parsed;
            }
        }
        throw new IllegalArgumentException(
                "Not a token hash, which has 45 base64url characters, but a text of " + value.length());
    }

    /** The hash of a secret that belongs to a subject of this bucket. */
    public static TokenHash of(Bucket bucket, String secret) {
        return of(
                Bucket.number(bucket.value().getBytes(StandardCharsets.ISO_8859_1)),
                secret.getBytes(StandardCharsets.UTF_8));
    }

    static TokenHash of(short bucket, byte[] secret) {
        return new TokenHash(bucket, Bucket.sha256().digest(secret));
    }

    /** As stores write it: two characters of the bucket, 43 of the hash. */
    public String value() {
        var hash = new byte[32];
        WORD.set(hash, 0, first);
        WORD.set(hash, 8, second);
        WORD.set(hash, 16, third);
        WORD.set(hash, 24, fourth);
        return Bucket.text(bucket) + Bucket.base64Url(hash);
    }

    /** Where a partitioned store keeps this session. */
    public Bucket bucket() {
        return new Bucket(Bucket.text(bucket));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TokenHash hash
                && first == hash.first
                && second == hash.second
                && third == hash.third
                && fourth == hash.fourth
                && bucket == hash.bucket;
    }

    /** 32 bits of a hash are as good as all of them. */
    @Override
    public int hashCode() {
        return (int) first;
    }

    @Override
    public String toString() {
        return "TokenHash[…]";
    }
}
