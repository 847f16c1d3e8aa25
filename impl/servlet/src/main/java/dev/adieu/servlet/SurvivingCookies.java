// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.servlet;

import dev.adieu.ResponseChange;
import dev.adieu.spi.SessionRegistry;
import dev.adieu.spi.TokenHash;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
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
import org.jspecify.annotations.Nullable;

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
    /** More of them than servers set; a request with hundreds costs no more. */
    private static final int MOST = 4;

    private static final String FOLLOWED = "dev.adieu.survivors";
    private static final int LONGEST_NOTE = 1000;

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
                .map(TokenHash::parse);
    }

    /** Whether one of a request's cookies signs nobody in. */
    static boolean isAnyNobodys(HttpServletRequest request, SessionRegistry registry) {
        return of(request, registry)
                .anyMatch(cookie -> registry.recall(key(cookie) + NOBODYS).isPresent());
    }

    /**
     * Remembers which session a request's cookies belong to, and those that its answer sets, since a login's may come
     * alone the next time. Notes what has been remembered, to be not asked again.
     */
    static void follow(
            HttpServletRequest request,
            @Nullable ServletResponse response,
            SessionRegistry registry,
            Mark login,
            HttpSession session) {
        var set = response instanceof HttpServletResponse answer
                ? answer.getHeaders("Set-Cookie").stream().flatMap(SurvivingCookies::cookie)
                : Stream.<Cookie>empty();
        var cookies =
                Stream.concat(of(request, registry), surviving(set, registry)).toList();
        if (!cookies.isEmpty()) {
            var known = Mark.text(session, FOLLOWED).orElse("");
            Mark.put(session, FOLLOWED, remember(cookies, registry, login, known));
        }
    }

    /** Sends an answer: WildFly and Open Liberty do not show before what cookies it sets. */
    static void show(ServletResponse response) {
        try {
            response.flushBuffer();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "The client of a login has gone away", e);
        }
    }

    private static Stream<Cookie> cookie(String header) {
        var pair = header.split(";", 2)[0].split("=", 2);
        try {
            return pair.length == 2 ? Stream.of(new Cookie(pair[0].strip(), pair[1].strip())) : Stream.empty();
        } catch (IllegalArgumentException e) {
            // No cookie by the container's standards.
            return Stream.empty();
        }
    }

    private static String remember(List<Cookie> cookies, SessionRegistry registry, Mark login, String known) {
        // What a session is told of many of them is not noted for ever.
        var remembered = new StringBuilder(known.length() > LONGEST_NOTE ? "" : known);
        cookies.stream().filter(cookie -> !known.contains(key(cookie))).forEach(cookie -> {
            var session = login.token().value();
            registry.remember(key(cookie), session, end())
                    .filter(other -> !other.equals(session))
                    .flatMap(other -> registry.find(TokenHash.parse(other)))
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
    static List<ResponseChange> forget(HttpServletRequest request, SessionRegistry registry) {
        var changes = new ArrayList<ResponseChange>(registry.survivingCookies(request.isSecure()));
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
        return surviving(cookies(request), registry);
    }

    private static Stream<Cookie> surviving(Stream<Cookie> cookies, SessionRegistry registry) {
        var named = registry.survivingCookies(false);
        return cookies.filter(cookie ->
                        cookie.getValue() != null && !cookie.getValue().isEmpty())
                .filter(cookie -> KNOWN.contains(cookie.getName())
                        || named.stream().anyMatch(each -> each.name().equals(cookie.getName())))
                .limit(MOST);
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
