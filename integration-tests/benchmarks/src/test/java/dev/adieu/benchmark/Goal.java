// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.benchmark;

import java.util.Locale;

/**
 * What a figure is to be.
 *
 * @param sense whether at most or at least
 * @param bound of the figure
 */
record Goal(Sense sense, double bound) {
    enum Sense {
        AT_MOST("≤"),
        AT_LEAST("≥");

        private final String sign;

        Sense(String sign) {
            this.sign = sign;
        }
    }

    static Goal atMost(double bound) {
        return new Goal(Sense.AT_MOST, bound);
    }

    static Goal atLeast(double bound) {
        return new Goal(Sense.AT_LEAST, bound);
    }

    boolean isMet(double value) {
        return sense == Sense.AT_MOST ? value <= bound : value >= bound;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, bound == Math.rint(bound) ? "%s %,.0f" : "%s %s", sense.sign, bound);
    }
}
