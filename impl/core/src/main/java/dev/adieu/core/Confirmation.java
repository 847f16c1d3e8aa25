// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import dev.adieu.spi.TokenHash;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The form token of the confirmation page: its expiry, and an HMAC over expiry and path that is keyed by the
 * credentials that the sign-out would end, as a store knows them. There is no key to manage, and a token is worth nothing to another session, on another path, or later.
 */
final class Confirmation {
    static final String FIELD = "adieu-confirmation";

    private static final Duration VALIDITY = Duration.ofMinutes(10);
    private static final int LONGEST_FORM = 64 * 1024;
    private static final String HMAC = "HmacSHA256";
    private static final Pattern TOKEN = Pattern.compile("([0-9]{1,12})\\.([A-Za-z0-9_-]{43})");
    private static final Pattern IN_FORM = Pattern.compile("(?:^|&)" + FIELD + "=([^&]*)");

    private final Clock clock;

    Confirmation(Clock clock) {
        this.clock = clock;
    }

    String token(List<TokenHash> credentials, String path) {
        return token(credentials, path, clock.instant().plus(VALIDITY).getEpochSecond());
    }

    boolean confirms(String token, List<TokenHash> credentials, String path) {
        var match = TOKEN.matcher(token);
        if (!match.matches()) {
            return false;
        }
        var expiry = Long.parseLong(match.group(1));
        return clock.instant().isBefore(Instant.ofEpochSecond(expiry))
                && MessageDigest.isEqual(bytes(token), bytes(token(credentials, path, expiry)));
    }

    private static String token(List<TokenHash> credentials, String path, long expiry) {
        try {
            var mac = Mac.getInstance(HMAC);
            var key = credentials.stream().map(TokenHash::value).collect(Collectors.joining("\n"));
            mac.init(new SecretKeySpec(bytes(key), HMAC));
            var code = mac.doFinal(bytes(expiry + "\n" + path));
            return expiry + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(code);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + HMAC, e);
        }
    }

    /**
     * The token in the form that a request carries. Whatever it is that the request carries, the method can read all of
     * it afterwards.
     */
    static Optional<String> inForm(ContainerRequestContext request) {
        var type = request.getMediaType();
        if (type == null || !MediaType.APPLICATION_FORM_URLENCODED_TYPE.isCompatible(type) || !request.hasEntity()) {
            return Optional.empty();
        }
        try {
            var stream = request.getEntityStream();
            var start = stream.readNBytes(LONGEST_FORM);
            request.setEntityStream(new SequenceInputStream(new ByteArrayInputStream(start), stream));
            var field = IN_FORM.matcher(new String(start, StandardCharsets.ISO_8859_1));
            return field.find() ? decoded(field.group(1)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("The form could not be read", e);
        }
    }

    private static Optional<String> decoded(String value) {
        try {
            return Optional.of(URLDecoder.decode(value, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
