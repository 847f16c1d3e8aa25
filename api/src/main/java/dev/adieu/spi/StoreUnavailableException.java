// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.spi;

/** A store could not do what it was asked, and it is not known whether it did: nothing may be taken as done. */
public class StoreUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With the cause, which is logged and never shown to callers. */
    public StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
