// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.servlet;

import dev.adieu.ResponseChange;
import dev.adieu.spi.SessionRegistry;
import dev.adieu.spi.TokenHash;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Cookies by which a server or a filter signs people in again though their session has ended: remember-me, single
 * sign-on. Which session one belongs to is remembered with the first sight of both, so that it dies with the session, on
 * every node; whoever else comes with it belongs to that session, too.
 */
final class SurvivingCookies {
    /** Tomcat, Undertow, GlassFish; Open Liberty; Soteria. */
    private static final Set<String> KNOWN = Set.of("JSESSIONIDSSO", "LtpaToken2", "JREMEMBERMEID");

    private static final String KEY = "adieu.survivor.";
    /** No browser keeps a cookie longer (CK-3). */
    private static final Duration LONGEST_LIFE = Duration.ofDays(400);

    private SurvivingCookies() {}

    /** Whether a request carries any. */
    static boolean isAny(HttpServletRequest request, SessionRegistry registry) {
        return of(request, registry).findAny().isPresent();
    }

    /** The session that one of a request's cookies was seen with, live or dead. */
    static Optional<TokenHash> session(HttpServletRequest request, SessionRegistry registry) {
        return of(request, registry)
                .flatMap(cookie -> registry.recall(key(cookie)).stream())
                .findFirst()
                .map(TokenHash::new);
    }

    /** Remembers which session a request's cookies belong to; tells what has been remembered, to be not asked again. */
    static String remember(HttpServletRequest request, SessionRegistry registry, TokenHash session, String known) {
        var remembered = new StringBuilder(known);
        of(request, registry)
                .map(SurvivingCookies::key)
                .filter(key -> !known.contains(key))
                .forEach(key -> {
                    registry.remember(key, session.value(), Instant.now().plus(LONGEST_LIFE));
                    remembered.append(key).append(' ');
                });
        return remembered.toString();
    }

    /** Those that came, at the paths they may have been set for. */
    static List<ResponseChange> forget(HttpServletRequest request) {
        var changes = new ArrayList<ResponseChange>();
        cookies(request).filter(cookie -> KNOWN.contains(cookie.getName())).forEach(cookie -> {
            changes.add(new ResponseChange.ExpireCookie(cookie.getName(), "/", null, request.isSecure()));
            if (!request.getContextPath().isEmpty()) {
                changes.add(new ResponseChange.ExpireCookie(
                        cookie.getName(), request.getContextPath(), null, request.isSecure()));
            }
        });
        return changes;
    }

    private static Stream<Cookie> of(HttpServletRequest request, SessionRegistry registry) {
        return cookies(request)
                .filter(cookie ->
                        cookie.getValue() != null && !cookie.getValue().isEmpty())
                .filter(cookie -> KNOWN.contains(cookie.getName())
                        || registry.survivingCookies().contains(cookie.getName()));
    }

    private static Stream<Cookie> cookies(HttpServletRequest request) {
        return request.getCookies() == null ? Stream.empty() : Stream.of(request.getCookies());
    }

    /** The cookie's fingerprint: recognises it and does not yield it. */
    private static String key(Cookie cookie) {
        try {
            var hash = MessageDigest.getInstance("SHA-256")
                    .digest((cookie.getName() + "=" + cookie.getValue()).getBytes(StandardCharsets.UTF_8));
            return KEY + Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
