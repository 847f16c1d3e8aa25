// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu;

import dev.adieu.spi.Bucket;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * The public handle of one session: safe to show, log and put into a URL, because it opens nothing.
 *
 * @param value 4 to 128 characters of the base64url alphabet; the first two name the {@link Bucket} of the subject
 */
public record SessionId(String value) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{4,128}");

    /** @throws IllegalArgumentException when the value has another form */
    public SessionId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "Not a session id: '" + value + "' (allowed: 4 to 128 letters, digits, '-' and '_')");
        }
    }

    /** A new id for a session of the subject: its bucket and 128 random bits. */
    public static SessionId random(String subject, SecureRandom random) {
        var bits = new byte[16];
        random.nextBytes(bits);
        return new SessionId(Bucket.of(subject).value()
                + Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
    }

    /** Where a partitioned store keeps this session. */
    public Bucket bucket() {
        return new Bucket(value.substring(0, 2));
    }

    @Override
    public String toString() {
        return value;
    }
}
