// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A page of sessions. Returned from a resource method, it becomes a JSON array of objects with {@code id},
 * {@code subject}, {@code current}, {@code scheme}, {@code startedAt}, {@code lastSeenAt}, {@code expiresAt} and
 * {@code details}; a {@code Link} header with {@code rel="next"} leads to the next page, if this one is full.
 *
 * @param sessions the sessions, by id
 * @param current the caller's own session, marked in the list; null when it is not to be
 * @param page which page it is
 */
public record SessionList(List<UserSession> sessions, @Nullable SessionId current, Page page) {

    /** Copies the list. */
    public SessionList {
        sessions = List.copyOf(sessions);
    }

    /** The page after this one, unless this one shows that there is none. */
    public Optional<Page> next() {
        return sessions.size() < page.size()
                ? Optional.empty()
                : Optional.of(page.next(sessions.get(sessions.size() - 1).id()));
    }
}
