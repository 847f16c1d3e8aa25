// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.jwt;

import dev.adieu.FederatedLink;
import dev.adieu.spi.Bucket;
import dev.adieu.spi.Fingerprint;
import dev.adieu.spi.TokenHash;
import jakarta.json.JsonString;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** Reads the claims of a token, whichever types the server gives them, and whether or not they are there. */
final class TokenReader {
    private static final int LONGEST_SUBJECT = 255;
    private static final BigDecimal LAST_SECOND =
            BigDecimal.valueOf(Instant.parse("9999-12-31T23:59:59Z").getEpochSecond());

    private final JsonWebToken token;

    TokenReader(JsonWebToken token) {
        this.token = token;
    }

    /** @throws TokenRefusedException when something is missing without which its end could not be remembered */
    BearerToken read() {
        var subject = token.getName();
        if (subject == null || subject.isBlank() || subject.length() > LONGEST_SUBJECT) {
            throw TokenRefusedException.unusable(
                    "It names nobody in at most " + LONGEST_SUBJECT + " characters: upn, preferred_username or sub");
        }
        return new BearerToken(hash(subject), subject, groups(), link(), instant("iat"), instant("exp"));
    }

    /** By its id, which is its issuer's alone; one that has none is known by itself. */
    private TokenHash hash(String subject) {
        var jti = text("jti");
        var raw = jti == null ? text("raw_token") : null;
        if (jti == null && raw == null) {
            throw TokenRefusedException.unusable("It has no jti, and the server does not tell the token itself");
        }
        // With its subject: an issuer that gives an id twice must not make one person another.
        var secret = jti == null ? Fingerprint.of(String.valueOf(raw)) : Fingerprint.of(issuer(), subject, jti);
        return TokenHash.of(Bucket.of(subject), secret);
    }

    private @Nullable FederatedLink link() {
        var sub = text("sub");
        return issuer().isEmpty() || sub == null ? null : new FederatedLink(issuer(), sub, text("sid"));
    }

    private String issuer() {
        var issuer = text("iss");
        return issuer == null ? "" : issuer;
    }

    private Set<String> groups() {
        var groups = token.getGroups();
        return Stream.ofNullable(groups)
                .flatMap(Set::stream)
                .filter(group -> !group.isBlank())
                .collect(Collectors.toSet());
    }

    private @Nullable String text(String claim) {
        Object value = token.getClaim(claim);
        var text = value instanceof JsonString json ? json.getString() : value instanceof String string ? string : "";
        return text.isBlank() ? null : text;
    }

    /** A NumericDate, to the second that it is in (RFC 7519, section 2). */
    private Instant instant(String claim) {
        Object value = token.getClaim(claim);
        try {
            var seconds = new BigDecimal(String.valueOf(value));
            if (seconds.signum() >= 0 && seconds.compareTo(LAST_SECOND) <= 0) {
                return Instant.ofEpochSecond(seconds.longValue());
            }
        } catch (NumberFormatException e) {
            // It is none.
        }
        throw TokenRefusedException.unusable("It has no " + claim + " that is a time: its end could not be remembered");
    }
}
