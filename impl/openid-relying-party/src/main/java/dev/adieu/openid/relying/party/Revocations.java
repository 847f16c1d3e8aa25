// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.relying.party;

import dev.adieu.Page;
import dev.adieu.SessionManager;
import dev.adieu.SessionSelector;
import dev.adieu.spi.SignOutEffect;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;

/** Where CDI finds the two effects that revoke tokens. */
@ApplicationScoped
class Revocations {
    @Inject
    private SessionManager sessions;

    @Produces
    @ApplicationScoped
    SignOutEffect atOnce(Providers providers, Discovery discovery) {
        return new Revocation(false, providers, discovery, this::isAnyLive);
    }

    @Produces
    @ApplicationScoped
    SignOutEffect afterwards(Providers providers, Discovery discovery) {
        return new Revocation(true, providers, discovery, this::isAnyLive);
    }

    private boolean isAnyLive(SessionSelector which) {
        return !sessions.sessions(which, Page.first(1)).isEmpty();
    }
}
