// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.util.Optional;
import java.util.Set;

/**
 * Reads ID Tokens that come back as hints.
 *
 * @param issuer this provider
 */
record Hints(String issuer, SigningKeys keys) {
    /** None by a shared secret: clients know theirs, too. */
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.copyOf(JWSAlgorithm.Family.SIGNATURE);

    /** RPI-4: what it says, if this provider issued it; expired or not. */
    Optional<Hint> read(String token) {
        try {
            var processor = new DefaultJWTProcessor<SecurityContext>();
            processor.setJWSKeySelector(new JWSVerificationKeySelector<>(
                    ALGORITHMS, new ImmutableJWKSet<>(keys.all().toPublicJWKSet())));
            processor.setJWTClaimsSetVerifier((claims, context) -> {});
            return hint(processor.process(SignedJWT.parse(token), null));
        } catch (ParseException | BadJOSEException | JOSEException | RuntimeException e) {
            // The library is not prepared for headers that lack a member.
            return Optional.empty();
        }
    }

    private Optional<Hint> hint(JWTClaimsSet claims) throws ParseException {
        var complete = issuer.equals(claims.getIssuer())
                && claims.getSubject() != null
                && !claims.getAudience().isEmpty()
                // What else is signed here is no ID Token: a logout token may be in anybody's hands.
                && claims.getClaim("events") == null;
        return complete
                ? Optional.of(new Hint(
                        claims.getSubject(),
                        claims.getAudience(),
                        Optional.ofNullable(claims.getStringClaim("azp")),
                        Optional.ofNullable(claims.getStringClaim("sid"))))
                : Optional.empty();
    }
}
