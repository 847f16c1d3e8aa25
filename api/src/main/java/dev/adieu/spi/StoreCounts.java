// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.spi;

import java.util.OptionalLong;

/**
 * How much a store holds, as far as it can tell without counting everything it has.
 *
 * @param live sessions that have not ended, those that have expired and wait for a sweep among them; empty where telling
 *     would be dear
 * @param unsettled ended sessions with outstanding effects; empty where telling would be dear
 */
public record StoreCounts(OptionalLong live, OptionalLong unsettled) {
    /** Of a store that can tell nothing. */
    public static final StoreCounts UNKNOWN = new StoreCounts(OptionalLong.empty(), OptionalLong.empty());
}
