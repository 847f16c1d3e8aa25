// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.spi;

/**
 * How many sessions a subject may have.
 *
 * @param sessions at least 1
 * @param whenReached what becomes of one more
 */
public record Limit(int sessions, WhenReached whenReached) {
    /** As many as they like. */
    public static final Limit NONE = new Limit(Integer.MAX_VALUE, WhenReached.REFUSE_NEWCOMER);

    /** @throws IllegalArgumentException when the number is below 1 */
    public Limit {
        if (sessions < 1) {
            throw new IllegalArgumentException("A limit must be at least 1 session, but was " + sessions);
        }
    }

    /** What becomes of a sign-in over the limit. */
    public enum WhenReached {
        /** It is refused. */
        REFUSE_NEWCOMER,
        /** The sessions that began first end. */
        END_OLDEST
    }
}
