// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.relying.party;

import dev.adieu.SessionSelector;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a logout token says, once its signature is known to be good.
 *
 * @param jti its identifier
 * @param until when it expires
 * @param sub whose sessions end
 * @param sid or which session
 * @see <a href="https://openid.net/specs/openid-connect-backchannel-1_0.html#LogoutToken">OpenID Connect Back-Channel
 *     Logout 1.0, section 2.4</a>
 */
record LogoutToken(String issuer, String jti, Instant until, Optional<String> sub, Optional<String> sid) {
    static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";

    /** What clocks may differ. */
    private static final Duration SKEW = Duration.ofMinutes(1);
    /** What is later than the year 9999 is no time. */
    private static final double LAST_SECOND = 253_402_300_800d;
    /** Claims are for people and logs, too. */
    private static final int LONGEST = 255;

    /**
     * Takes the claims for what they say, or refuses them.
     *
     * @throws InvalidLogoutTokenException naming the claim
     */
    static LogoutToken of(Map<String, Object> claims, Provider provider, Instant now) {
        // BC-16: as with ID Tokens.
        require(provider.issuer().equals(text(claims, "iss", true).orElseThrow()), "iss");
        require(isFor(provider.clientId(), claims.get("aud")), "aud");
        var issued = time(claims, "iat");
        require(!issued.isAfter(now.plus(SKEW)), "iat");
        // BC-1: without it, an old token would be good for ever.
        var until = time(claims, "exp");
        require(now.isBefore(until.plus(SKEW)) && issued.isBefore(until), "exp");
        var jti = text(claims, "jti", true).orElseThrow();
        // BC-2, BC-18: an object with this member, whose value is an object.
        require(claims.get("events") instanceof Map<?, ?> events && events.get(EVENT) instanceof Map<?, ?>, "events");
        // BC-4, BC-19: whoever has an ID Token has no logout token.
        require(!claims.containsKey("nonce"), "nonce");
        // BC-3, BC-17
        var sub = text(claims, "sub", false);
        var sid = text(claims, "sid", false);
        require(sub.isPresent() || sid.isPresent(), "sub and sid");
        return new LogoutToken(provider.issuer(), jti, until, sub, sid);
    }

    /** BC-3: the session that it names; without one, every session of the subject. */
    SessionSelector selector() {
        return sid.map(id -> SessionSelector.byIssuerAndSid(issuer, id))
                .orElseGet(() -> SessionSelector.byIssuerAndSub(issuer, sub.orElseThrow()));
    }

    /** What it is remembered by. */
    String key() {
        return "openid logout token " + issuer + " " + jti;
    }

    /** For how long. */
    Instant rememberedUntil() {
        return until.plus(SKEW).plus(SKEW);
    }

    /** A text, or an array of texts: anything else has no audience. */
    private static boolean isFor(String clientId, @Nullable Object audience) {
        return audience instanceof List<?> all
                ? all.stream().allMatch(String.class::isInstance) && all.contains(clientId)
                : clientId.equals(audience);
    }

    private static Instant time(Map<String, Object> claims, String name) {
        var claim = claims.get(name);
        require(
                claim instanceof Number number && number.doubleValue() >= 0 && number.doubleValue() < LAST_SECOND,
                name);
        return Instant.ofEpochSecond(((Number) Objects.requireNonNull(claim)).longValue());
    }

    private static Optional<String> text(Map<String, Object> claims, String name, boolean required) {
        var claim = claims.get(name);
        require(claim == null ? !required : claim instanceof String text && isText(text), name);
        return Optional.ofNullable((String) claim);
    }

    private static boolean isText(String text) {
        return !text.isBlank() && text.length() <= LONGEST;
    }

    /** Whoever knows the session id can end it. */
    @Override
    public String toString() {
        return "LogoutToken[issuer=" + issuer + ", jti=" + jti + "]";
    }

    private static void require(boolean holds, String claim) {
        if (!holds) {
            throw new InvalidLogoutTokenException(claim);
        }
    }
}
