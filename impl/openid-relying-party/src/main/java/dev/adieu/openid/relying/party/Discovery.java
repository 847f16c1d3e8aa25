// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.relying.party;

import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What providers say of their endpoints: asked at the first use and once a day, and not again within a minute of a
 * failure, so that a provider that is down does not hold up one sign-out after the other.
 *
 * @see <a href="https://openid.net/specs/openid-connect-discovery-1_0.html">OpenID Connect Discovery 1.0</a>
 */
@ApplicationScoped
class Discovery {
    private static final System.Logger LOG = System.getLogger("dev.adieu");
    private static final Duration KNOWN_FOR = Duration.ofDays(1);
    private static final Duration FAILED_FOR = Duration.ofMinutes(1);

    /** What was found; nothing after a failure. */
    private record Found(Optional<Endpoints> endpoints, long until) {
        boolean isCurrent() {
            return System.nanoTime() - until < 0;
        }
    }

    private final Map<String, Found> found = new ConcurrentHashMap<>();

    /** The endpoints of a provider; empty where they cannot be told now. */
    Optional<Endpoints> endpoints(Provider provider) {
        return provider.endpoints().or(() -> found.compute(
                        provider.issuer(),
                        (issuer, known) -> known != null && known.isCurrent() ? known : ask(provider, known))
                .endpoints());
    }

    private static Found ask(Provider provider, @org.jspecify.annotations.Nullable Found known) {
        try {
            // Compares the issuer, and its message names both.
            var metadata = OIDCProviderMetadata.resolve(new Issuer(provider.issuer()), Http::bound);
            var endpoints = new Endpoints(
                    Optional.ofNullable(metadata.getEndSessionEndpointURI()),
                    Optional.ofNullable(metadata.getRevocationEndpointURI()),
                    Optional.ofNullable(metadata.getJWKSetURI()));
            LOG.log(System.Logger.Level.INFO, "OpenID provider {0}: {1}", provider.name(), told(endpoints));
            return new Found(Optional.of(endpoints), System.nanoTime() + KNOWN_FOR.toNanos());
        } catch (GeneralException | IOException | RuntimeException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "OpenID provider {0}: its configuration cannot be had: {1}. Sign-outs end sessions here alone",
                    provider.name(),
                    e.getMessage());
            var last = known == null ? Optional.<Endpoints>empty() : known.endpoints();
            return new Found(last, System.nanoTime() + FAILED_FOR.toNanos());
        }
    }

    private static String told(Endpoints endpoints) {
        var missing = (endpoints.endSession().isEmpty()
                        ? " no end session endpoint, so sign-outs end sessions here alone;"
                        : "")
                + (endpoints.revocation().isEmpty() ? " no revocation endpoint, so tokens are left to expire;" : "")
                + (endpoints.jwks().isEmpty() ? " no keys, so its logout tokens are refused;" : "");
        return missing.isEmpty() ? "its endpoints are known" : missing.strip();
    }
}
