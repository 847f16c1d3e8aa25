// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.app;

import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;
import jakarta.ws.rs.core.Cookie;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An attempt to sign in at the provider. All that the two requests must agree on follows from a secret that only the
 * browser keeps, in a cookie: so any node takes it back, and nobody finishes what another browser began.
 */
record Attempt(String secret) {
    private static final String COOKIE = "adieu-sample-attempt";
    private static final String ATTRIBUTES = "; Path=/; HttpOnly; SameSite=Lax; Max-Age=";
    private static final int SECONDS = 600;
    private static final int RANDOM_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    static Attempt begin() {
        var bytes = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(bytes);
        return new Attempt(base64(bytes));
    }

    /** The one that the browser has begun, if the provider comes back to that one. */
    static Optional<Attempt> of(Map<String, Cookie> cookies, boolean secure, @Nullable String state) {
        return Optional.ofNullable(cookies.get(name(secure)))
                .map(cookie -> new Attempt(cookie.getValue()))
                .filter(attempt -> attempt.state().getValue().equals(state));
    }

    State state() {
        return new State(derived("state"));
    }

    Nonce nonce() {
        return new Nonce(derived("nonce"));
    }

    CodeVerifier verifier() {
        return new CodeVerifier(derived("verifier"));
    }

    /** The name under which it is noted that it has come back. */
    String usedKey() {
        return "sample attempt " + derived("key");
    }

    String cookie(boolean secure) {
        return cookie(secure, secret, SECONDS);
    }

    static String forgotten(boolean secure) {
        return cookie(secure, "", 0);
    }

    private static String cookie(boolean secure, String value, int seconds) {
        return name(secure) + "=" + value + ATTRIBUTES + seconds + (secure ? "; Secure" : "");
    }

    /** Bound to the host, where that is over TLS. */
    private static String name(boolean secure) {
        return (secure ? "__Host-" : "") + COOKIE;
    }

    private String derived(String purpose) {
        try {
            return base64(MessageDigest.getInstance("SHA-256")
                    .digest((purpose + ' ' + secret).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "Attempt";
    }
}
