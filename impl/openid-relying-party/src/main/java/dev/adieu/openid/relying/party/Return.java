// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.relying.party;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import dev.adieu.ResponseChange;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A browser's trip to the provider and back. The store keeps where it leads, encrypted, under a key that only the
 * {@code state} tells; the browser keeps a cookie, without which the state is worth nothing.
 *
 * @param state what the provider gives back (RPI-10); also what continues the trip to it
 * @param browser the value of the cookie
 */
record Return(String state, String browser) {
    /** Time enough to be asked by the provider. */
    static final Duration TIME = Duration.ofMinutes(15);

    private static final String COOKIE = "adieu-openid";
    private static final int RANDOM_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    static Return begin() {
        return new Return(random(), random());
    }

    /** The cookie's name: bound to the host where that is over TLS. */
    static String cookie(boolean secure) {
        return (secure ? "__Host-" : "") + COOKIE;
    }

    /** What is kept: under which key, and what nobody reads without the state. */
    ResponseChange.Remember keep(Map<String, String> facts) {
        var all = new HashMap<String, Object>(facts);
        all.put("browser", digest("browser", browser));
        try {
            var sealed = new JWEObject(new JWEHeader(JWEAlgorithm.DIR, EncryptionMethod.A256GCM), new Payload(all));
            sealed.encrypt(new DirectEncrypter(hash("key", state)));
            return new ResponseChange.Remember(key(), sealed.serialize(), TIME);
        } catch (JOSEException e) {
            throw new IllegalStateException("Every Java platform has AES/GCM", e);
        }
    }

    /** What was kept, if it was for this browser. */
    Optional<Map<String, Object>> open(String sealed) {
        try {
            var opened = JWEObject.parse(sealed);
            opened.decrypt(new DirectDecrypter(hash("key", state)));
            var facts = opened.getPayload().toJSONObject();
            return digest("browser", browser).equals(facts.get("browser")) ? Optional.of(facts) : Optional.empty();
        } catch (ParseException | JOSEException | IllegalStateException e) {
            return Optional.empty();
        }
    }

    /** The key of the fact. */
    String key() {
        return "openid return " + digest("fact", state);
    }

    /** The key under which it is noted that it has been used. */
    String usedKey() {
        return "openid returned " + digest("fact", state);
    }

    /** Where facts keep a URL. */
    static Optional<URI> url(Map<String, Object> facts, String name) {
        return facts.get(name) instanceof String text ? Optional.of(URI.create(text)) : Optional.empty();
    }

    private static String random() {
        var bytes = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String digest(String purpose, String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash(purpose, text));
    }

    private static byte[] hash(String purpose, String text) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(("adieu openid " + purpose + ' ' + text).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** Both are secrets. */
    @Override
    public String toString() {
        return "Return";
    }
}
