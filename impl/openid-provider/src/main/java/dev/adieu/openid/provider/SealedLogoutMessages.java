// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.SecretKey;

/**
 * The {@code logoutId} is the message itself: encrypted, authenticated, and good for a while.
 *
 * @param keys by id; every one opens
 * @param sealing the id of the one that seals
 */
record SealedLogoutMessages(Map<String, SecretKey> keys, String sealing, Clock clock) implements LogoutMessages {
    /** Time enough to be asked here, and at another provider. */
    private static final Duration TIME = Duration.ofMinutes(30);
    /** What a URL may take. */
    private static final int LONGEST = 8 * 1024;

    SealedLogoutMessages {
        keys = Map.copyOf(keys);
        if (!keys.containsKey(sealing)) {
            throw new IllegalArgumentException("No key " + sealing);
        }
    }

    @Override
    public String keep(LogoutMessage message) {
        var all = new HashMap<String, Object>();
        all.put("client", message.clientId());
        all.put("sub", message.subject());
        all.put("sid", message.sid());
        all.put("return", message.returnUrl());
        all.put("ended", message.endedSid());
        all.put("locales", message.uiLocales());
        all.put("parameters", message.parameters());
        all.put("exp", clock.instant().plus(TIME).getEpochSecond());
        try {
            var header = new JWEHeader.Builder(JWEAlgorithm.DIR, EncryptionMethod.A256GCM)
                    .keyID(sealing)
                    .build();
            var sealed = new JWEObject(header, new Payload(all));
            sealed.encrypt(new DirectEncrypter(keys.get(sealing)));
            return sealed.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("Every Java platform has AES/GCM", e);
        }
    }

    @Override
    public Optional<LogoutMessage> find(String logoutId) {
        if (logoutId.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            var sealed = JWEObject.parse(logoutId);
            var key = Optional.ofNullable(sealed.getHeader().getKeyID()).map(keys::get);
            if (key.isEmpty() || !JWEAlgorithm.DIR.equals(sealed.getHeader().getAlgorithm())) {
                return Optional.empty();
            }
            sealed.decrypt(new DirectDecrypter(key.get()));
            var all = sealed.getPayload().toJSONObject();
            var expired = clock.instant().getEpochSecond() >= JSONObjectUtils.getLong(all, "exp");
            return expired ? Optional.empty() : Optional.of(message(all));
        } catch (ParseException | JOSEException | RuntimeException e) {
            // The library is not prepared for headers that lack a member.
            return Optional.empty();
        }
    }

    private static LogoutMessage message(Map<String, Object> all) throws ParseException {
        var parameters = new HashMap<String, String>();
        JSONObjectUtils.getJSONObject(all, "parameters")
                .forEach((name, value) -> parameters.put(name, String.valueOf(value)));
        return new LogoutMessage(
                JSONObjectUtils.getString(all, "client"),
                JSONObjectUtils.getString(all, "sub"),
                JSONObjectUtils.getString(all, "sid"),
                JSONObjectUtils.getString(all, "return"),
                JSONObjectUtils.getString(all, "ended"),
                List.of(JSONObjectUtils.getStringArray(all, "locales")),
                parameters);
    }

    /** The keys are secrets. */
    @Override
    public String toString() {
        return "SealedLogoutMessages" + keys.keySet();
    }
}
