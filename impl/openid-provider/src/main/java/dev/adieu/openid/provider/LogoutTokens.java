// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.factories.DefaultJWSSignerFactory;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.adieu.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes logout tokens.
 *
 * @param issuer this provider
 * @see <a href="https://openid.net/specs/openid-connect-backchannel-1_0.html#LogoutToken">OpenID Connect Back-Channel Logout
 *     1.0, section 2.4</a>
 */
record LogoutTokens(String issuer, SigningKeys keys, Clock clock) {
    private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";
    /** BC-7 */
    private static final JOSEObjectType TYPE = new JOSEObjectType("logout+jwt");
    /** BC-8 */
    private static final Duration LIFETIME = Duration.ofMinutes(2);

    /** A token, and until when it is good. */
    record LogoutToken(String text, Instant expiresAt) {}

    /**
     * A new one, for one client.
     *
     * @param sid null where every session of the subject has ended
     * @throws JOSEException when the key cannot sign
     */
    LogoutToken make(String clientId, String subject, @Nullable String sid, Reason reason) throws JOSEException {
        // BC-8: in whole seconds, as the claims are.
        var now = Instant.ofEpochSecond(clock.instant().getEpochSecond());
        var claims = new JWTClaimsSet.Builder()
                // BC-1
                .issuer(issuer)
                .audience(clientId)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFETIME)))
                .jwtID(UUID.randomUUID().toString())
                // BC-2
                .claim("events", Map.of(EVENT, Map.of()))
                // BC-3
                .subject(subject)
                // BC-5: whoever does not know it ignores it.
                .claim("logout_reason", reason.code());
        if (sid != null) {
            claims.claim("sid", sid);
        }
        // BC-4: and no nonce.
        return new LogoutToken(sign(claims.build()), now.plus(LIFETIME));
    }

    /** BC-6 */
    private String sign(JWTClaimsSet claims) throws JOSEException {
        var key = keys.current();
        var algorithm = algorithm(key);
        var token = new SignedJWT(
                new JWSHeader.Builder(algorithm)
                        .type(TYPE)
                        .keyID(key.getKeyID())
                        .build(),
                claims);
        token.sign(new DefaultJWSSignerFactory().createJWSSigner(key, algorithm));
        return token.serialize();
    }

    /** BC-15: what the key says, else what goes without saying for its kind. */
    private static JWSAlgorithm algorithm(JWK key) throws JOSEException {
        if (key.getAlgorithm() != null) {
            var said = JWSAlgorithm.parse(key.getAlgorithm().getName());
            if (JWSAlgorithm.Family.SIGNATURE.contains(said)) {
                return said;
            }
            throw new JOSEException("Nothing signed by " + said + " can be verified by clients alone");
        }
        if (key instanceof RSAKey) {
            return JWSAlgorithm.RS256;
        }
        if (key instanceof ECKey ec) {
            return ec.getCurve().equals(Curve.P_384)
                    ? JWSAlgorithm.ES384
                    : ec.getCurve().equals(Curve.P_521) ? JWSAlgorithm.ES512 : JWSAlgorithm.ES256;
        }
        if (key instanceof OctetKeyPair) {
            return JWSAlgorithm.EdDSA;
        }
        throw new JOSEException("A key of type " + key.getKeyType() + " signs nothing that a client can verify");
    }
}
