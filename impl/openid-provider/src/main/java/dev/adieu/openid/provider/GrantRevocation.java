// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider;

import dev.adieu.spi.SessionRecord;
import dev.adieu.spi.SignOutEffect;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Revokes what was granted in sessions that have ended, by whatever: a sign-out, time, an administrator, another sign-in.
 *
 * @see <a href="https://openid.net/specs/openid-connect-backchannel-1_0.html#BCActions">OpenID Connect Back-Channel Logout
 *     1.0, section 2.7</a>
 */
@ApplicationScoped
class GrantRevocation implements SignOutEffect {
    @Inject
    private Provider provider;

    @Inject
    private Restrictions restrictions;

    @Override
    public String name() {
        return "openid-grants";
    }

    /** Before the clients are told, who might ask for tokens once more. */
    @Override
    public int order() {
        return 400;
    }

    @Override
    public boolean isNeeded() {
        return provider.configured().isPresent() && provider.grants().isPresent();
    }

    @Override
    public boolean durable() {
        return true;
    }

    /** One that fails keeps no other from being revoked. */
    @Override
    public void perform(List<SessionRecord> ended) {
        RuntimeException failure = null;
        for (var record : ended) {
            try {
                revoke(record);
            } catch (RuntimeException e) {
                failure = first(failure, e);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private static RuntimeException first(@Nullable RuntimeException earlier, RuntimeException later) {
        return earlier == null ? later : earlier;
    }

    private void revoke(SessionRecord record) {
        if (!restrictions.of(record).tokens()) {
            return;
        }
        var session = record.session();
        // S-24, BC-13
        coordinated(session.id().value()).forEach((coordination, clients) -> provider.grants()
                .orElseThrow()
                .revoke(GrantQuery.builder()
                        .subject(session.subject())
                        .sid(session.id().value())
                        .clients(clients)
                        .offline(coordination == LifetimeCoordination.ALL)
                        .build()));
    }

    private Map<LifetimeCoordination, Set<String>> coordinated(String sid) {
        var groups = new EnumMap<LifetimeCoordination, Set<String>>(LifetimeCoordination.class);
        for (var client : provider.owed(sid)) {
            groups.computeIfAbsent(provider.coordination(client), each -> new HashSet<>())
                    .add(client);
        }
        groups.remove(LifetimeCoordination.NONE);
        return groups;
    }
}
