// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import java.time.Instant;

/** When something kept under a key is due: the order of a queue. */
record Deadline(Instant at, String key) implements Comparable<Deadline> {
    @Override
    public int compareTo(Deadline other) {
        var byTime = at.compareTo(other.at);
        return byTime != 0 ? byTime : key.compareTo(other.key);
    }
}
