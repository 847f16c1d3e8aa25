// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.spi;

import dev.adieu.Reason;
import java.time.Instant;
import java.util.Set;

/**
 * The end of a session, and what is still to be done about it.
 *
 * @param reason why
 * @param at when, by the store's clock
 * @param outstanding the durable effects that have not been {@linkplain SessionStore#settle settled}
 * @param attempts how often {@link SessionStore#unsettled} has handed the record out
 */
public record Ending(Reason reason, Instant at, Set<String> outstanding, int attempts) {

    /** Copies the set. */
    public Ending {
        outstanding = Set.copyOf(outstanding);
    }
}
