// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.spi;

import java.util.List;

/** A store could not do what it was asked, and it is not known whether it did: nothing may be taken as done. */
public class StoreUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<SessionRecord> ended;

    /** With the cause, which is logged and never shown to callers. */
    public StoreUnavailableException(String message, Throwable cause) {
        this(message, cause, List.of());
    }

    /** With the records that an {@link SessionStore#end} had ended before it failed: they come back to nobody else. */
    public StoreUnavailableException(String message, Throwable cause, List<SessionRecord> ended) {
        super(message, cause);
        this.ended = List.copyOf(ended);
    }

    /** What had ended before. */
    public List<SessionRecord> ended() {
        return ended;
    }
}
