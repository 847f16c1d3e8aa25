// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.relying.party;

import dev.adieu.spi.SignOutEffect;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

/** Where CDI finds the two effects that revoke tokens. */
@ApplicationScoped
class Revocations {
    @Produces
    @ApplicationScoped
    SignOutEffect atOnce(Providers providers, Discovery discovery) {
        return new Revocation(false, providers, discovery);
    }

    @Produces
    @ApplicationScoped
    SignOutEffect afterwards(Providers providers, Discovery discovery) {
        return new Revocation(true, providers, discovery);
    }
}
