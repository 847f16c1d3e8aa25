// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * One signed-in period of one subject in one user agent. Holds nothing that would let anybody act as the subject.
 *
 * @param id the public handle
 * @param subject who is signed in
 * @param roles what {@code SecurityContext.isUserInRole} answers true for
 * @param scheme the name of the {@linkplain dev.adieu.spi.Scheme scheme} that carries the session
 * @param startedAt when the subject signed in, by the store's clock
 * @param lastSeenAt when a request last asked for the session; written at most once a minute, so it may lag that much
 * @param expiresAt when the session ends unless a request is seen before: the earlier of the idle timeout after
 *     {@code lastSeenAt} and the end of the absolute lifetime
 * @param details what the application (or Adieu) noted at sign-in, for people to recognise the session by
 */
public record UserSession(
        SessionId id,
        String subject,
        Set<String> roles,
        String scheme,
        Instant startedAt,
        Instant lastSeenAt,
        Instant expiresAt,
        Map<String, String> details) {

    /** Copies the collections. */
    public UserSession {
        roles = Set.copyOf(roles);
        details = Map.copyOf(details);
    }
}
