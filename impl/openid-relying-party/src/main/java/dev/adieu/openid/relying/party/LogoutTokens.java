// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.relying.party;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.EncryptedJWT;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.MalformedURLException;
import java.net.URI;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Verifies logout tokens by the keys of their provider. */
@ApplicationScoped
class LogoutTokens {
    private static final JOSEObjectType TYPE = new JOSEObjectType("logout+jwt");
    /** The same (RFC 7515, section 4.1.9). */
    private static final JOSEObjectType WRITTEN_OUT = new JOSEObjectType("application/logout+jwt");
    /** A logout token has a handful of claims. */
    private static final int LONGEST = 16 * 1024;

    private static final long KEYS_KNOWN_MILLIS = Duration.ofMinutes(15).toMillis();
    /** A key that is not known may be a new one, or anybody's: keys are fetched for it once a minute at most. */
    private static final long FETCHES_APART_MILLIS = Duration.ofMinutes(1).toMillis();

    @Inject
    private Providers providers;

    @Inject
    private Discovery discovery;

    private final Map<URI, JWKSource<SecurityContext>> sources = new ConcurrentHashMap<>();
    private final Clock clock = Clock.systemUTC();

    /**
     * What a token says.
     *
     * @throws InvalidLogoutTokenException if it is not a valid one of a provider of ours, for us
     * @throws KeysUnavailableException if that cannot be told now
     */
    LogoutToken read(String serialised) {
        if (serialised.length() > LONGEST) {
            throw new InvalidLogoutTokenException("length");
        }
        var token = parse(serialised);
        requireSignedInside(token);
        RuntimeException refusal = new InvalidLogoutTokenException("iss or aud");
        for (var provider : candidates(token)) {
            try {
                return read(parse(serialised), provider);
            } catch (KeysUnavailableException e) {
                refusal = e;
            } catch (InvalidLogoutTokenException e) {
                // An encrypted one shows at last whose it is; while that cannot be told of one, of none.
                refusal = refusal instanceof KeysUnavailableException ? refusal : e;
            }
        }
        throw refusal;
    }

    private static JWT parse(String serialised) {
        try {
            return JWTParser.parse(serialised);
        } catch (ParseException | RuntimeException e) {
            // The library is not prepared for headers that lack a member.
            throw new InvalidLogoutTokenException("form");
        }
    }

    private LogoutToken read(JWT token, Provider provider) {
        // BC-14: what was agreed to be encrypted is not taken in the clear.
        if (provider.decryptionKeys().isPresent() != token instanceof EncryptedJWT) {
            throw new InvalidLogoutTokenException("encryption");
        }
        try {
            processor(provider).process(token, null);
            return LogoutToken.of(claims(token), provider, clock.instant());
        } catch (KeySourceException e) {
            throw new KeysUnavailableException(e);
        } catch (BadJOSEException | JOSEException | IllegalArgumentException e) {
            throw new InvalidLogoutTokenException("form, type, algorithm or signature");
        }
    }

    /** BC-6. Said in the header, or else whatever is inside is taken for claims, and nobody has signed them. */
    private static void requireSignedInside(JWT token) {
        if (token instanceof EncryptedJWT
                && !"JWT".equalsIgnoreCase(((JWEHeader) token.getHeader()).getContentType())) {
            throw new InvalidLogoutTokenException("cty");
        }
    }

    /** As they were signed: a set of claims makes a text of a number. BC-6: what is encrypted is signed, too. */
    private static Map<String, Object> claims(JWT token) {
        var signed =
                token instanceof EncryptedJWT encrypted ? encrypted.getPayload().toSignedJWT() : (SignedJWT) token;
        if (signed == null) {
            throw new InvalidLogoutTokenException("signature");
        }
        return signed.getPayload().toJSONObject();
    }

    /** By issuer and audience, of which nothing is believed yet; an encrypted one shows neither, or the issuer alone. */
    private List<Provider> candidates(JWT token) {
        return token instanceof SignedJWT signed
                ? ofClaims(signed)
                : providers.all().stream()
                        .filter(each -> each.decryptionKeys().isPresent())
                        .filter(each -> token.getHeader() instanceof JWEHeader header
                                && (header.getIssuer() == null
                                        || header.getIssuer().equals(each.issuer())))
                        .toList();
    }

    private List<Provider> ofClaims(SignedJWT token) {
        var claims = claimsSet(token);
        return providers.ofIssuer(String.valueOf(claims.getIssuer())).stream()
                .filter(each -> claims.getAudience().contains(each.clientId()))
                .toList();
    }

    private static JWTClaimsSet claimsSet(SignedJWT token) {
        try {
            return token.getJWTClaimsSet();
        } catch (ParseException e) {
            throw new InvalidLogoutTokenException("claims");
        }
    }

    private DefaultJWTProcessor<SecurityContext> processor(Provider provider) {
        var processor = new DefaultJWTProcessor<SecurityContext>();
        // BC-7, V10.5.5: other types never, and none only if the settings say so.
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(
                provider.untypedLogoutTokens() ? setOf(TYPE, WRITTEN_OUT, null) : setOf(TYPE, WRITTEN_OUT)));
        // Asked for when it is known that somebody may have sent it to us.
        processor.setJWSKeySelector((header, context) ->
                new JWSVerificationKeySelector<>(provider.algorithms(), keys(provider)).selectJWSKeys(header, context));
        provider.decryptionKeys().ifPresent(keys -> decrypt(processor, keys));
        // Our own rules come after it, one by one.
        processor.setJWTClaimsSetVerifier((claims, context) -> {});
        return processor;
    }

    /** Null is one, too: that of a token without a type. */
    private static Set<JOSEObjectType> setOf(@Nullable JOSEObjectType... types) {
        return new HashSet<>(Arrays.asList(types));
    }

    private static void decrypt(DefaultJWTProcessor<SecurityContext> processor, JWKSet keys) {
        var algorithms = keys.getKeys().stream()
                .flatMap(key -> Optional.ofNullable(key.getAlgorithm()).stream())
                .map(algorithm -> JWEAlgorithm.parse(algorithm.getName()))
                .collect(Collectors.toSet());
        processor.setJWETypeVerifier(new DefaultJOSEObjectTypeVerifier<>(setOf(TYPE, WRITTEN_OUT, null)));
        processor.setJWEKeySelector((header, context) -> {
            if (!algorithms.isEmpty() && !algorithms.contains(header.getAlgorithm())
                    || !EncryptionMethod.Family.AES_GCM.contains(header.getEncryptionMethod())
                            && !EncryptionMethod.Family.AES_CBC_HMAC_SHA.contains(header.getEncryptionMethod())) {
                return List.of();
            }
            return new com.nimbusds.jose.proc.JWEDecryptionKeySelector<>(
                            header.getAlgorithm(), header.getEncryptionMethod(), new ImmutableJWKSet<>(keys))
                    .selectJWEKeys(header, context);
        });
    }

    private JWKSource<SecurityContext> keys(Provider provider) {
        return discovery
                .endpoints(provider, Http.PATIENT.whole())
                .flatMap(Endpoints::jwks)
                .map(url -> sources.computeIfAbsent(url, LogoutTokens::source))
                .orElseThrow(() -> new KeysUnavailableException(null));
    }

    private static JWKSource<SecurityContext> source(URI url) {
        try {
            return JWKSourceBuilder.create(url.toURL(), new Http.Keys())
                    .cache(KEYS_KNOWN_MILLIS, Http.PATIENT.whole().toMillis())
                    .refreshAheadCache(false)
                    .rateLimited(FETCHES_APART_MILLIS)
                    .build();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(url.toString(), e);
        }
    }
}
