// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.relying.party;

import java.net.URI;
import java.util.Optional;

/**
 * Where a provider is asked. A provider need not have any of them.
 *
 * @see <a href="https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderMetadata">OpenID Connect Discovery 1.0,
 *     section 3</a>
 */
record Endpoints(Optional<URI> endSession, Optional<URI> revocation, Optional<URI> jwks) {
    static final Endpoints NONE = new Endpoints(Optional.empty(), Optional.empty(), Optional.empty());

    /** For the log: what follows from it. */
    @Override
    public String toString() {
        return (endSession.isPresent()
                        ? "sign-outs lead there"
                        : "no end session endpoint, sign-outs end sessions here alone")
                + (revocation.isPresent()
                        ? "; it revokes tokens"
                        : "; no revocation endpoint, tokens are left to expire")
                + (jwks.isPresent() ? "; its logout tokens are verified" : "; no keys, its logout tokens are refused");
    }
}
