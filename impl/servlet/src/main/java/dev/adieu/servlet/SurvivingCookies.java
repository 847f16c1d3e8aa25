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
 * every node; whoever else comes with it belongs to that session, too. One that a server gives to several logins of a
 * user cannot tell which of them comes: it signs nobody in.
 */
final class SurvivingCookies {
    /** Tomcat, Undertow, GlassFish; Open Liberty; Soteria. */
    private static final Set<String> KNOWN = Set.of("JSESSIONIDSSO", "LtpaToken2", "JREMEMBERMEID");

    private static final System.Logger LOG = System.getLogger("dev.adieu");
    private static final String KEY = "adieu.survivor.";
    private static final String NOBODYS = ".nobodys";
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

    /** Whether one of a request's cookies signs nobody in. */
    static boolean isAnyNobodys(HttpServletRequest request, SessionRegistry registry) {
        return of(request, registry)
                .anyMatch(cookie -> registry.recall(key(cookie) + NOBODYS).isPresent());
    }

    /** Remembers which session a request's cookies belong to; tells what has been remembered, to be not asked again. */
    static String remember(HttpServletRequest request, SessionRegistry registry, Mark login, String known) {
        var remembered = new StringBuilder(known);
        of(request, registry).filter(cookie -> !known.contains(key(cookie))).forEach(cookie -> {
            var session = login.token().value();
            registry.remember(key(cookie), session, end())
                    .filter(other -> !other.equals(session))
                    .flatMap(other -> registry.find(new TokenHash(other)))
                    .filter(other -> other.session().subject().equals(login.principal()))
                    .ifPresent(other -> declareShared(cookie, registry));
            remembered.append(key(cookie)).append(' ');
        });
        return remembered.toString();
    }

    /** If it stayed the first login's, it would let the second in again after that one's end, as the first. */
    private static void declareShared(Cookie cookie, SessionRegistry registry) {
        if (registry.remember(key(cookie) + NOBODYS, "nobody", end()).isEmpty()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The server has given one {0} to several logins of a user: when one ends, it may end the others",
                    cookie.getName());
        }
    }

    /** What comes with a session that has ended signs nobody in from now on, whichever session it was first seen with. */
    static void condemn(HttpServletRequest request, SessionRegistry registry) {
        of(request, registry).forEach(cookie -> registry.remember(key(cookie) + NOBODYS, "nobody", end()));
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

    private static Instant end() {
        return Instant.now().plus(LONGEST_LIFE);
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
