// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.spi;

import java.nio.charset.StandardCharsets;

/**
 * What a store knows a credential by: the subject's bucket and a SHA-256. It recognises the credential and does not
 * yield it.
 *
 * @param value two characters of the bucket, 43 of the hash
 */
public record TokenHash(String value) {

    private static final int LENGTH = 45;

    /** @throws IllegalArgumentException when the value has another form */
    public TokenHash {
        if (value.length() != LENGTH || !Bucket.isBase64Url(value)) {
            throw new IllegalArgumentException("Not a token hash of 45 base64url characters, but of " + value.length());
        }
    }

    /** The hash of a secret that belongs to a subject of this bucket. */
    public static TokenHash of(Bucket bucket, String secret) {
        return of(bucket.value(), secret);
    }

    static TokenHash of(String bucket, String secret) {
        var hash = Bucket.sha256().digest(secret.getBytes(StandardCharsets.UTF_8));
        return new TokenHash(bucket + Bucket.base64Url(hash));
    }

    /** Where a partitioned store keeps this session. */
    public Bucket bucket() {
        return new Bucket(value.substring(0, 2));
    }

    /** Of the last ten characters: 60 bits of a hash are as good as all of them, and every look-up asks. */
    @Override
    public int hashCode() {
        var hash = 0;
        for (int i = LENGTH - 10; i < LENGTH; i++) {
            hash = hash * 31 + value.charAt(i);
        }
        return hash;
    }

    @Override
    public String toString() {
        return "TokenHash[…]";
    }
}
