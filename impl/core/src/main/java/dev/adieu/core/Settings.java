// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import dev.adieu.spi.Limit;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What can be set, each with its default. Read once, when the application starts.
 *
 * @param idleTimeout {@code adieu.idle-timeout}: a session that nobody asks for ends after this long; 30 minutes
 * @param lifetime {@code adieu.lifetime}: a session ends after this long in any case; 12 hours
 * @param loginPath {@code adieu.login-path}: where people sign in, within the application; none
 * @param callbackUrls {@code adieu.callback-urls}: absolute URLs that a request may ask to be led to; none
 * @param allowedOrigins {@code adieu.allowed-origins}: other origins whose pages may begin and end sessions; none
 * @param origins {@code adieu.origin}: the application's own origins, as browsers see them; by default the
 *     {@code Host} header tells
 * @param cookieName {@code adieu.cookie.name}: the base of the cookie's name; {@code adieu}
 * @param contextPath {@code adieu.context-path}: the application's root; by default the request tells
 * @param limit {@code adieu.max-sessions}: how many sessions a subject may have, the oldest giving way; no limit
 */
record Settings(
        Duration idleTimeout,
        Duration lifetime,
        Optional<String> loginPath,
        Set<String> callbackUrls,
        Set<Origin> allowedOrigins,
        Set<Origin> origins,
        String cookieName,
        Optional<String> contextPath,
        Limit limit) {

    private static final Duration LONGEST = Duration.ofDays(3650);
    private static final Pattern COOKIE_NAME = Pattern.compile("[A-Za-z0-9-]{1,64}");

    /** Reads what a source has of each key, and refuses what is not allowed, naming key, value and what is. */
    static Settings read(Source source) {
        return new Settings(
                source.get(
                                "adieu.idle-timeout",
                                "a duration such as PT30M or 30m, positive and at most 3650 days",
                                Settings::duration)
                        .orElse(Duration.ofMinutes(30)),
                source.get(
                                "adieu.lifetime",
                                "a duration such as PT12H or 12h, positive and at most 3650 days",
                                Settings::duration)
                        .orElse(Duration.ofHours(12)),
                source.get("adieu.login-path", "a path that starts with one '/', such as /login", Settings::path),
                source.get("adieu.callback-urls", "absolute URLs, separated by commas", list(Settings::absoluteUrl))
                        .orElse(Set.of()),
                source.get("adieu.allowed-origins", "origins such as https://app.example, separated by commas", ORIGINS)
                        .orElse(Set.of()),
                source.get("adieu.origin", "origins such as https://app.example, separated by commas", ORIGINS)
                        .orElse(Set.of()),
                source.get("adieu.cookie.name", "1 to 64 letters, digits and '-'", Settings::cookieName)
                        .orElse("adieu"),
                source.get("adieu.context-path", "'/' or a path that starts with one '/'", Settings::path)
                        .map(path -> path.equals("/") ? "" : path),
                source.get("adieu.max-sessions", "a whole number from 1", Settings::limit)
                        .orElse(Limit.NONE));
    }

    /** Where settings come from. */
    interface Source {
        @Nullable
        String value(String key);

        /** System properties, then environment variables ({@code adieu.login-path} is {@code ADIEU_LOGIN_PATH}). */
        static Source ofProcess() {
            return key -> {
                var property = System.getProperty(key);
                return property != null
                        ? property
                        : System.getenv(key.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"));
            };
        }

        private <T> Optional<T> get(String key, String allowed, Function<String, T> parse) {
            var value = value(key);
            if (value == null || value.isBlank()) {
                return Optional.empty();
            }
            try {
                return Optional.of(parse.apply(value.strip()));
            } catch (RuntimeException e) {
                throw new IllegalArgumentException(
                        "Setting " + key + " must be " + allowed + ", but was '" + value + "'", e);
            }
        }
    }

    private static final Function<String, Set<Origin>> ORIGINS =
            list(text -> Origin.parse(text).orElseThrow());

    private static <T> Function<String, Set<T>> list(Function<String, T> parse) {
        // In the order given: of several origins, the first is the one to fall back to.
        return text -> Collections.unmodifiableSet(new LinkedHashSet<>(Pattern.compile(",")
                .splitAsStream(text)
                .map(String::strip)
                .map(parse)
                .toList()));
    }

    private static Duration duration(String text) {
        UnaryOperator<String> iso = t -> t.matches("\\d+[smhSMH]") ? "PT" + t : t.matches("\\d+[dD]") ? "P" + t : t;
        var duration = Duration.parse(iso.apply(text));
        return require(duration, !duration.isNegative() && !duration.isZero() && duration.compareTo(LONGEST) <= 0);
    }

    private static String path(String text) {
        return require(text, text.equals("/") || CallbackUrls.isLocalPath(text));
    }

    private static String absoluteUrl(String text) {
        var uri = java.net.URI.create(text);
        return require(text, uri.isAbsolute() && uri.getHost() != null);
    }

    private static String cookieName(String text) {
        return require(text, COOKIE_NAME.matcher(text).matches());
    }

    private static Limit limit(String text) {
        return new Limit(Integer.parseInt(text), Limit.WhenReached.END_OLDEST);
    }

    private static <T> T require(T value, boolean allowed) {
        if (!allowed) {
            throw new IllegalArgumentException("Not allowed");
        }
        return value;
    }
}
