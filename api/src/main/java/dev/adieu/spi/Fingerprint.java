// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.spi;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Texts of any length and alphabet as a key of 43 base64url characters, for stores: the SHA-256 of each text's length and
 * UTF-8, so that no two different lists of texts have the same one.
 */
public final class Fingerprint {
    private Fingerprint() {}

    /** The key of these texts in this order. */
    public static String of(String... texts) {
        var digest = Bucket.sha256();
        for (var text : texts) {
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            digest.update(
                    ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            digest.update(bytes);
        }
        return Bucket.base64Url(digest.digest());
    }
}
