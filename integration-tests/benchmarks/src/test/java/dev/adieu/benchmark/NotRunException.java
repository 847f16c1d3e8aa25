// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.benchmark;

/** A part cannot be run on this machine, for the reason that the message tells. */
public final class NotRunException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** For this reason. */
    public NotRunException(String reason) {
        super(reason);
    }
}
