// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider;

import com.nimbusds.jose.jwk.JWKSet;
import dev.adieu.spi.Fingerprint;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.Set;

/**
 * By what a confidential client proves who it is, where it asks without a browser.
 *
 * @param secretHashes the {@link #hash} of each of its secrets: several while one takes the place of another. Secrets are
 *     long and random, or their hashes are as good as they are
 * @param keys its public keys
 */
public record ClientCredentials(Set<String> secretHashes, JWKSet keys) {
    /** By nothing. */
    public static final ClientCredentials NONE = new ClientCredentials(Set.of(), new JWKSet());

    /** Copies the collections, and of keys what is public. */
    public ClientCredentials {
        secretHashes = Set.copyOf(secretHashes);
        keys = keys.toPublicJWKSet();
    }

    /** What is kept of a secret. */
    public static String hash(String secret) {
        return Fingerprint.of("client secret", secret);
    }

    ClientCredentials withSecret(String secret) {
        if (secret.isBlank()) {
            throw new IllegalArgumentException("A client's secret must not be blank");
        }
        var all = new HashSet<>(secretHashes);
        all.add(hash(secret));
        return new ClientCredentials(all, keys);
    }

    ClientCredentials withKeys(JWKSet others) {
        return new ClientCredentials(secretHashes, others);
    }

    /** Compares with all of them, each in constant time. */
    boolean isSecret(String secret) {
        var presented = hash(secret).getBytes(StandardCharsets.US_ASCII);
        var found = false;
        for (var known : secretHashes) {
            found |= MessageDigest.isEqual(known.getBytes(StandardCharsets.US_ASCII), presented);
        }
        return found;
    }

    @Override
    public String toString() {
        return "ClientCredentials[" + secretHashes.size() + " secrets, " + keys.size() + " keys]";
    }
}
