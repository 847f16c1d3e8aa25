// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.suite;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/** An identity provider with a key of its own, which a server is told when it starts after this was made. */
final class Tokens {
    private static final String ISSUER = "https://issuer.example";

    private final KeyPair keys = keys();

    /** To be made before the sample is asked for. */
    Tokens() {
        System.setProperty(
                "adieu.sample.public-key",
                Base64.getEncoder().encodeToString(keys.getPublic().getEncoded()));
    }

    /** What every token has; of these groups. */
    static JsonObjectBuilder claims(String username, String... groups) {
        var now = Instant.now().getEpochSecond();
        return Json.createObjectBuilder()
                .add("iss", ISSUER)
                .add("sub", "sub-of-" + username)
                .add("upn", username)
                .add("groups", Json.createArrayBuilder(List.of(groups)))
                .add("jti", UUID.randomUUID().toString())
                .add("iat", now)
                .add("exp", now + 600);
    }

    /** The header of a request that bears a token with these claims. */
    String[] bearing(JsonObjectBuilder claims) {
        return new String[] {"Authorization", "Bearer " + signed(claims.build().toString())};
    }

    String[] bearing(String username, String... groups) {
        return bearing(claims(username, groups));
    }

    /** RFC 7515, section 7.1, by RS256. */
    private String signed(String claims) {
        var content = encode("{\"alg\":\"RS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.US_ASCII))
                + '.'
                + encode(claims.getBytes(StandardCharsets.UTF_8));
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return content + '.' + encode(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static KeyPair keys() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
