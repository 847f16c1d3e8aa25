// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.spi;

import dev.adieu.FederatedLink;
import dev.adieu.SessionId;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * A session that a store shall create. The store adds the times, by its own clock.
 *
 * @param id the public handle, new
 * @param token what the credential will be recognised by
 * @param subject who is signed in
 * @param roles the subject's roles
 * @param scheme the scheme that carries the session
 * @param details shown to people
 * @param links indexed: sessions are found by issuer and {@code sid}, and by issuer and {@code sub}
 * @param secrets opaque to the store; not shown by {@code toString}
 * @param idleTimeout how long after it was last seen the session expires
 * @param lifetime how long after its start the session expires in any case
 * @param retention how long after its end the record is kept; zero for not at all
 */
public record NewSession(
        SessionId id,
        TokenHash token,
        String subject,
        Set<String> roles,
        String scheme,
        Map<String, String> details,
        Set<FederatedLink> links,
        Map<String, String> secrets,
        Duration idleTimeout,
        Duration lifetime,
        Duration retention) {

    /** @throws IllegalArgumentException when a duration is not positive */
    public NewSession {
        requirePositive("idleTimeout", idleTimeout);
        requirePositive("lifetime", lifetime);
        if (retention.isNegative()) {
            throw new IllegalArgumentException("retention must not be negative, but was " + retention);
        }
        roles = Set.copyOf(roles);
        details = Map.copyOf(details);
        links = Set.copyOf(links);
        secrets = Map.copyOf(secrets);
    }

    /** This session, which lasts so long whether or not it is seen. */
    public NewSession lasting(Duration time) {
        return new NewSession(id, token, subject, roles, scheme, details, links, secrets, time, time, retention);
    }

    /** This session with other secrets. */
    public NewSession withSecrets(Map<String, String> others) {
        return new NewSession(
                id, token, subject, roles, scheme, details, links, others, idleTimeout, lifetime, retention);
    }

    private static void requirePositive(String name, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(name + " must be positive, but was " + duration);
        }
    }

    @Override
    public String toString() {
        return "NewSession[id=" + id + ", subject=" + subject + ", scheme=" + scheme + "]";
    }
}
