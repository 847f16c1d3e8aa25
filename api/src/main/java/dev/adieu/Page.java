// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu;

import org.jspecify.annotations.Nullable;

/**
 * A part of a list of sessions, which is ordered by id.
 *
 * @param after the last id of the part before; null for the first part
 * @param size how many at most, 1 to {@value #LARGEST}
 */
public record Page(@Nullable SessionId after, int size) {
    /** The largest size. */
    public static final int LARGEST = 1000;

    /** @throws IllegalArgumentException when the size is out of range */
    public Page {
        if (size < 1 || size > LARGEST) {
            throw new IllegalArgumentException("Page size must be 1 to " + LARGEST + ", but was " + size);
        }
    }

    /** The first part. */
    public static Page first(int size) {
        return new Page(null, size);
    }

    /** The part after the one that ended with this id. */
    public Page next(SessionId last) {
        return new Page(last, size);
    }
}
