// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What ties a session to an OpenID provider, so that the provider can end it.
 *
 * @param issuer the provider's issuer identifier ({@code iss})
 * @param sub the subject at that provider
 * @param sid the provider's session id, if the ID Token has one. What the provider ends by a session id does not end a
 *     session that was linked without
 * @see <a href="https://openid.net/specs/openid-connect-backchannel-1_0.html#Backchannel">OpenID Connect Back-Channel
 *     Logout 1.0, section 2</a>
 */
public record FederatedLink(String issuer, String sub, @Nullable String sid) {

    /** @throws IllegalArgumentException when a value is blank */
    public FederatedLink {
        Require.text("issuer", issuer);
        Require.text("sub", sub);
        if (sid != null) {
            Require.text("sid", sid);
        }
    }

    /** The provider's session id, if it gave one. */
    public Optional<String> session() {
        return Optional.ofNullable(sid);
    }
}
