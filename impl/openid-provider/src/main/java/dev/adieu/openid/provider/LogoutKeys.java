// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * What messages are sealed with: made of the application's secret keys, and of no use for anything else that those are used
 * for.
 */
record LogoutKeys(Map<String, SecretKey> byId, String sealing) {
    private static final int KEY_BYTES = 32;

    LogoutKeys {
        byId = Map.copyOf(byId);
    }

    /** @throws IllegalArgumentException when one is not 32 bytes in Base64 */
    static LogoutKeys parse(String commaSeparated) {
        var byId = new LinkedHashMap<String, SecretKey>();
        for (var each : commaSeparated.split(",", -1)) {
            var key = Base64.getDecoder().decode(each.strip());
            if (key.length != KEY_BYTES) {
                throw new IllegalArgumentException("A key of " + key.length + " bytes");
            }
            add(key, byId);
        }
        return new LogoutKeys(byId, byId.keySet().iterator().next());
    }

    /** For this process. */
    static LogoutKeys random() {
        var key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        var byId = new LinkedHashMap<String, SecretKey>();
        add(key, byId);
        return new LogoutKeys(byId, byId.keySet().iterator().next());
    }

    private static void add(byte[] key, Map<String, SecretKey> byId) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            var derived = mac.doFinal("adieu openid-provider logoutId".getBytes(StandardCharsets.UTF_8));
            var id = MessageDigest.getInstance("SHA-256").digest(derived);
            byId.put(
                    Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(id, 6)),
                    new SecretKeySpec(derived, "AES"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HMAC and SHA-256", e);
        }
    }

    LogoutMessages messages(Clock clock) {
        return new SealedLogoutMessages(byId, sealing, clock);
    }

    @Override
    public String toString() {
        return "LogoutKeys" + byId.keySet();
    }
}
