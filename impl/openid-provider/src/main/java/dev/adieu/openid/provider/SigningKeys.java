// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.util.UUID;

/**
 * What this provider signs with. The application has a CDI bean of this type; safe for many threads, and asked anew each
 * time, so that keys may change.
 */
public interface SigningKeys {

    /** Every key that ID Tokens may have been signed with which still come back as hints; public ones suffice. */
    JWKSet all();

    /** The private key to sign with now. */
    JWK current();

    /** A key that never changes. */
    static SigningKeys of(JWK key) {
        if (!(key instanceof AsymmetricJWK)) {
            throw new IllegalArgumentException("Key " + key.getKeyID()
                    + " must be one that others can verify by, but is of type " + key.getKeyType());
        }
        if (!key.isPrivate()) {
            throw new IllegalArgumentException("Key " + key.getKeyID() + " must be a private key");
        }
        var all = new JWKSet(key);
        return new SigningKeys() {
            @Override
            public JWKSet all() {
                return all;
            }

            @Override
            public JWK current() {
                return key;
            }
        };
    }

    /** A new key (RSA, 2048 bits), for as long as this process runs. For development: no other node knows it. */
    static SigningKeys generated() {
        try {
            RSAKey key = new RSAKeyGenerator(2048)
                    .keyID(UUID.randomUUID().toString())
                    .generate();
            return of(key);
        } catch (JOSEException e) {
            throw new IllegalStateException("Every Java platform has RSA", e);
        }
    }
}
