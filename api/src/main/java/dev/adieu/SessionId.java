// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The public handle of one session: safe to show, log and put into a URL, because it opens nothing.
 *
 * @param value 4 to 128 characters of the base64url alphabet; the first two name the part of a store that it is in
 */
public record SessionId(String value) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{4,128}");

    /** @throws IllegalArgumentException when the value has another form */
    public SessionId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "Not a session id: " + Require.quoted(value) + " (allowed: 4 to 128 letters, digits, '-' and '_')");
        }
    }

    /** The id that a text spells; empty for a text that cannot be one. */
    public static Optional<SessionId> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new SessionId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
