// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider;

import dev.adieu.Page;
import java.util.List;
import java.util.Optional;

/**
 * A part of what a {@link SessionQuery} finds, ordered by id.
 *
 * @param sessions the sessions; where they are searched for by a detail, these may be few, or none, though there are more
 * @param next the part after this one; empty where there is none
 */
public record ProviderSessionList(List<ProviderSession> sessions, Optional<Page> next) {
    /** Copies the list. */
    public ProviderSessionList {
        sessions = List.copyOf(sessions);
    }
}
