// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import dev.adieu.spi.StoreUnavailableException;

/** What the log says of a store that fails: while it is down many requests do, and a line for each is enough. */
final class Outages {
    private static final System.Logger LOG = System.getLogger("dev.adieu");

    private Outages() {}

    /** With the trace only where that tells more than the reason. */
    static void log(System.Logger.Level level, String what, Throwable failure) {
        if (failure instanceof StoreUnavailableException) {
            LOG.log(level, "{0}: {1}", what, failure.getMessage());
            LOG.log(System.Logger.Level.DEBUG, what, failure);
        } else {
            LOG.log(level, what, failure);
        }
    }
}
