// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import dev.adieu.spi.Found;
import dev.adieu.spi.Scheme;
import dev.adieu.spi.SessionRecord;
import java.util.Optional;

/**
 * What a request presents of one scheme, and which session that is.
 *
 * @param scheme the scheme
 * @param found what it found
 * @param session the live session that identifies the caller
 */
record Presented(Scheme scheme, Found found, Optional<SessionRecord> session) {

    /** Whether a credential came that may once have been live, and is not. */
    boolean isDead() {
        return found.identity().isPresent() && session.isEmpty();
    }
}
