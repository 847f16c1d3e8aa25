// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.benchmark;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was measured.
 *
 * @param contender of whom
 * @param measure what
 * @param value how much
 * @param unit of what; {@code ×} of a ratio
 * @param goal what it is to be; null where nothing was set
 */
record Figure(String contender, String measure, double value, String unit, @Nullable Goal goal) {

    /** Whether it is what it is to be, where anything was set. */
    Optional<Boolean> met() {
        return Optional.ofNullable(goal).map(each -> each.isMet(value));
    }

    /** Three digits that count. */
    String text() {
        return text(value);
    }

    /** With its unit, one of which is one. */
    String withUnit() {
        var one = value == 1 && unit.length() > 2 ? unit.replaceFirst("s$", "") : unit;
        return one.isEmpty() ? text() : text() + " " + one;
    }

    static String text(double value) {
        var size = Math.abs(value);
        var digits = size >= 100 || value == Math.rint(value) ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
        return String.format(Locale.ROOT, "%,." + digits + "f", value);
    }
}
