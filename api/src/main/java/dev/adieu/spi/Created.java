// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.spi;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of a {@link SessionStore#create}.
 *
 * @param session the new session; null when the limit refused it
 * @param ended the sessions that made room for it
 */
public record Created(@Nullable SessionRecord session, List<SessionRecord> ended) {

    /** Copies the list. */
    public Created {
        ended = List.copyOf(ended);
    }

    /** The new session, unless the limit refused it. */
    public Optional<SessionRecord> accepted() {
        return Optional.ofNullable(session);
    }
}
