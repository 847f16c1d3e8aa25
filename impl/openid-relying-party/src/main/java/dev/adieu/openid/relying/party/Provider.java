// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.relying.party;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * An OpenID provider, or an OAuth2 server without OpenID, as the settings {@code adieu.openid.<name>.…} tell it.
 *
 * @param name what the application calls it
 * @param issuer its issuer identifier, to the letter
 * @param clientId who the application is there
 * @param clientSecret by which it proves it, if it is a confidential client
 * @param postLogoutRedirectUri where the provider leads the browser back, as registered there
 * @param endpoints the endpoints, if the settings name them; empty: discovery tells
 * @param algorithms by which its logout tokens may be signed
 * @param untypedLogoutTokens whether a logout token may come without {@code typ}
 * @param decryptionKeys the keys that its logout tokens are encrypted for; empty when they are not
 */
record Provider(
        String name,
        String issuer,
        String clientId,
        Optional<String> clientSecret,
        Optional<URI> postLogoutRedirectUri,
        Optional<Endpoints> endpoints,
        Set<JWSAlgorithm> algorithms,
        boolean untypedLogoutTokens,
        Optional<JWKSet> decryptionKeys) {

    Provider {
        algorithms = Set.copyOf(algorithms);
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "Provider[name=" + name + ", issuer=" + issuer + ", clientId=" + clientId + "]";
    }
}
