// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu;

import java.util.Objects;
import java.util.Set;

/** The checks that the values of this package share: each names the value and what is allowed. */
final class Require {
    private Require() {}

    static String text(String name, String value) {
        if (Objects.requireNonNull(value, name + " must not be null").isBlank()) {
            throw new IllegalArgumentException(name + " must not be blank, but was '" + value + "'");
        }
        return value;
    }

    static Set<String> texts(String name, Set<String> values) {
        values.forEach(value -> text(name, value));
        return Set.copyOf(values);
    }
}
