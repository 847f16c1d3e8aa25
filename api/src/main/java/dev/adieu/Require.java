// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu;

import java.net.URI;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The checks that the values of this package share: each names the value and what is allowed. */
final class Require {
    private static final int LONGEST_SHOWN = 100;

    private Require() {}

    static String text(String name, String value) {
        if (Objects.requireNonNull(value, name + " must not be null").isBlank()) {
            throw new IllegalArgumentException(name + " must not be blank, but was " + quoted(value));
        }
        return value;
    }

    /** A value as messages show it: in one line, not long. */
    static String quoted(Object value) {
        var plain = value.toString().replaceAll("[^ -~]", "?");
        return "'" + (plain.length() > LONGEST_SHOWN ? plain.substring(0, LONGEST_SHOWN) + "…" : plain) + "'";
    }

    /** A URL as logs may show it: its query may hold a token that is meant for its target alone. */
    static String withoutQuery(@Nullable URI url) {
        return url == null ? "null" : url.toString().replaceFirst("[?#].*", "?…");
    }

    static Set<String> texts(String name, Set<String> values) {
        values.forEach(value -> text(name, value));
        return Set.copyOf(values);
    }
}
