// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.app;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import dev.adieu.spi.SessionRegistry;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * Authorization codes: facts in the store, so that any node takes back what another one gave, once and within a minute.
 * The store has their hashes, of which nobody makes a code.
 */
record Codes(SessionRegistry registry) {
    private static final int SECONDS = 60;

    /** What a code stands for: a session, and the request that it answers. */
    record Grant(String sid, AuthenticationRequest request) {
        boolean isFor(String clientId) {
            return request.getClientID().getValue().equals(clientId);
        }
    }

    AuthorizationCode issue(Grant grant) {
        var code = new AuthorizationCode();
        registry.remember(key(code), grant.sid() + ' ' + grant.request().toQueryString(), soon());
        return code;
    }

    /** Of several who come with a code, one gets what it stands for; and nobody else than the client, whose it stays. */
    Optional<Grant> redeem(AuthorizationCode code, String clientId) {
        return registry.recall(key(code))
                .map(Codes::grant)
                .filter(grant -> grant.isFor(clientId))
                .filter(grant ->
                        registry.remember(key(code) + " used", "used", soon()).isEmpty());
    }

    private static Grant grant(String fact) {
        var sidAndRequest = fact.split(" ", 2);
        try {
            return new Grant(sidAndRequest[0], AuthenticationRequest.parse(sidAndRequest[1]));
        } catch (ParseException e) {
            throw new IllegalStateException("It was one when the code was issued", e);
        }
    }

    private static Instant soon() {
        return Instant.now().plusSeconds(SECONDS);
    }

    private static String key(AuthorizationCode code) {
        try {
            var hash =
                    MessageDigest.getInstance("SHA-256").digest(code.getValue().getBytes(StandardCharsets.UTF_8));
            return "sample code " + Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
