// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import dev.adieu.SessionId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What secrets are encrypted with before a store outside the process gets them: AES-256-GCM. The first key seals, every
 * key opens. A sealed secret is bound to its session and its name.
 */
final class SecretKeys {
    static final SecretKeys NONE = new SecretKeys(Map.of(), "");

    private static final System.Logger LOG = System.getLogger("dev.adieu");
    private static final String ALGORITHM = "AES/GCM/NoPadding";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();
    private final Map<String, SecretKeySpec> byId;
    private final String sealing;

    private SecretKeys(Map<String, SecretKeySpec> byId, String sealing) {
        this.byId = byId;
        this.sealing = sealing;
    }

    /** @throws IllegalArgumentException when one is not 32 bytes in Base64 */
    static SecretKeys parse(String commaSeparated) {
        var byId = new LinkedHashMap<String, SecretKeySpec>();
        for (var each : commaSeparated.split(",", -1)) {
            var key = Base64.getDecoder().decode(each.strip());
            if (key.length != KEY_BYTES) {
                throw new IllegalArgumentException("A key of " + key.length + " bytes");
            }
            byId.put(id(key), new SecretKeySpec(key, "AES"));
        }
        return new SecretKeys(byId, byId.keySet().iterator().next());
    }

    /** Tells keys apart without telling what they are. */
    private static String id(byte[] key) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(key);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, 6));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    boolean isEmpty() {
        return byId.isEmpty();
    }

    /** Each of them sealed; none without a key. */
    Map<String, String> seal(SessionId session, Map<String, String> secrets) {
        var sealed = new HashMap<String, String>();
        if (!isEmpty()) {
            secrets.forEach((name, secret) -> sealed.put(name, seal(session, name, secret)));
        }
        return sealed;
    }

    private String seal(SessionId session, String name, String secret) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            var cipher = cipher(Cipher.ENCRYPT_MODE, sealing, nonce, session, name);
            var text = cipher.doFinal(secret.getBytes(StandardCharsets.UTF_8));
            var all = ByteBuffer.allocate(nonce.length + text.length).put(nonce).put(text);
            return sealing + '.' + Base64.getUrlEncoder().withoutPadding().encodeToString(all.array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }

    /** Those that a key opens. The others are as good as never kept, and the log says so. */
    Map<String, String> open(SessionId session, Map<String, String> sealed) {
        var secrets = new HashMap<String, String>();
        sealed.forEach((name, text) -> {
            try {
                secrets.put(name, open(session, name, text));
            } catch (GeneralSecurityException | IllegalArgumentException e) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "No key of adieu.secret-keys opens the secret {0} of session {1}",
                        name,
                        session);
                LOG.log(System.Logger.Level.DEBUG, "Not opened", e);
            }
        });
        return secrets;
    }

    private String open(SessionId session, String name, String text) throws GeneralSecurityException {
        var dot = text.indexOf('.');
        var id = text.substring(0, Math.max(0, dot));
        if (!byId.containsKey(id)) {
            throw new IllegalArgumentException("Sealed with another key");
        }
        var all = Base64.getUrlDecoder().decode(text.substring(dot + 1));
        if (all.length < NONCE_BYTES) {
            throw new IllegalArgumentException("Cut off");
        }
        var cipher = cipher(Cipher.DECRYPT_MODE, id, Arrays.copyOf(all, NONCE_BYTES), session, name);
        return new String(cipher.doFinal(all, NONCE_BYTES, all.length - NONCE_BYTES), StandardCharsets.UTF_8);
    }

    private Cipher cipher(int mode, String key, byte[] nonce, SessionId session, String name)
            throws GeneralSecurityException {
        var cipher = Cipher.getInstance(ALGORITHM);
        cipher.init(mode, byId.get(key), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD((session.value() + '\n' + name).getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    @Override
    public String toString() {
        return "SecretKeys" + byId.keySet();
    }
}
