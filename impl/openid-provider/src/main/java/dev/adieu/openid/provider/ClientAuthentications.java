// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.PlainClientSecret;
import com.nimbusds.oauth2.sdk.auth.PrivateKeyJWT;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.auth.verifier.ClientAuthenticationVerifier;
import com.nimbusds.oauth2.sdk.auth.verifier.ClientCredentialsSelector;
import com.nimbusds.oauth2.sdk.auth.verifier.Context;
import com.nimbusds.oauth2.sdk.auth.verifier.InvalidClientException;
import com.nimbusds.oauth2.sdk.auth.verifier.JWTAudienceCheck;
import com.nimbusds.oauth2.sdk.id.Audience;
import com.nimbusds.oauth2.sdk.id.ClientID;
import dev.adieu.spi.SessionRegistry;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether who asks without a browser is the client that it says.
 *
 * @param clients whom to ask who a client is
 * @param registry remembers assertions
 * @param audience what assertions may be for
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7009#section-2.1">RFC 7009, section 2.1</a>
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#ClientAuthentication">OpenID Connect Core 1.0,
 *     section 9</a>
 */
record ClientAuthentications(Clients clients, SessionRegistry registry, Set<Audience> audience) {
    /** How far ahead an assertion may expire, in seconds. */
    private static final long LONGEST = 3600;

    /** As metadata have them; {@code none} is a public client. */
    static final List<String> METHODS = List.of("client_secret_basic", "client_secret_post", "private_key_jwt", "none");

    /** By which assertions may be signed. */
    static final List<String> ALGORITHMS = JWSAlgorithm.Family.SIGNATURE.stream()
            .filter(PrivateKeyJWT.supportedJWAs()::contains)
            .map(JWSAlgorithm::getName)
            .sorted()
            .toList();

    static ClientAuthentications at(Endpoints endpoints, Clients clients, SessionRegistry registry) {
        return new ClientAuthentications(
                clients, registry, Set.of(new Audience(endpoints.revocation()), new Audience(endpoints.issuer())));
    }

    /**
     * TR-2
     *
     * @throws RevocationException when it is not that client, or none that may ask; it does not say which
     */
    void require(String clientId, @Nullable ClientAuthentication presented) {
        var client = clients.find(clientId).filter(Client::enabled);
        if (client.isEmpty() || !proves(client.get(), presented)) {
            throw RevocationException.invalidClient("The client is not known, or did not prove that it is it");
        }
    }

    private boolean proves(Client client, @Nullable ClientAuthentication presented) {
        if (presented == null || !client.confidential()) {
            return presented == null && !client.confidential();
        }
        if (presented instanceof PlainClientSecret plain) {
            return clients.isSecretOf(client, plain.getClientSecret().getValue());
        }
        return presented instanceof PrivateKeyJWT assertion && isSigned(client, assertion) && isNew(client, assertion);
    }

    private boolean isSigned(Client client, PrivateKeyJWT assertion) {
        try {
            new ClientAuthenticationVerifier<>(new Keys(client), null, audience, JWTAudienceCheck.LEGACY, null, LONGEST)
                    .verify(assertion, null, null);
            return true;
        } catch (InvalidClientException | JOSEException | RuntimeException e) {
            // The library is not prepared for headers that lack a member.
            return false;
        }
    }

    /** Once each: asked last, so that nobody but the client fills the store. */
    private boolean isNew(Client client, PrivateKeyJWT assertion) {
        var claims = assertion.getJWTAuthenticationClaimsSet();
        return claims.getJWTID() != null
                && registry.remember(
                                "openid assertion " + client.id() + " " + claims.getJWTID(),
                                "",
                                claims.getExpirationTime().toInstant().plusSeconds(120))
                        .isEmpty();
    }

    private record Keys(Client client) implements ClientCredentialsSelector<Client> {
        @Override
        public List<Secret> selectClientSecrets(
                ClientID id, ClientAuthenticationMethod method, @Nullable Context<Client> context) {
            return List.of();
        }

        @Override
        public List<PublicKey> selectPublicKeys(
                ClientID id,
                ClientAuthenticationMethod method,
                JWSHeader header,
                boolean refresh,
                @Nullable Context<Client> context)
                throws InvalidClientException {
            var keys = new ArrayList<PublicKey>();
            try {
                for (var key : new JWKSelector(JWKMatcher.forJWSHeader(header))
                        .select(client.credentials().keys())) {
                    if (key instanceof AsymmetricJWK pair) {
                        keys.add(pair.toPublicKey());
                    }
                }
            } catch (JOSEException e) {
                throw InvalidClientException.NO_MATCHING_JWK;
            }
            return keys;
        }
    }
}
