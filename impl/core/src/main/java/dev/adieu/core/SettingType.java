// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import dev.adieu.spi.Limit;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A kind of setting: how its text is read, and what is said when it cannot be.
 *
 * @param allowed what is allowed, for the message
 * @param parse reads a text; throws for one that is not allowed
 * @param secret whether the message must not quote it
 */
record SettingType<T>(String allowed, Function<String, T> parse, boolean secret) {
    private static final Duration LONGEST = Duration.ofDays(3650);

    static final SettingType<Duration> DURATION =
            new SettingType<>("a duration such as PT30M or 30m, positive and at most 3650 days", SettingType::duration);
    static final SettingType<Duration> STALENESS = new SettingType<>("a duration from PT0.1S to PT1M", text -> {
        var staleness = duration(text);
        return check(staleness, staleness.toMillis() >= 100 && staleness.toMillis() <= 60_000);
    });
    static final SettingType<String> PATH = new SettingType<>(
            "a path that starts with one '/', such as /login",
            text -> check(text, text.equals("/") || CallbackUrls.isLocalPath(text)));
    static final SettingType<String> ROOT = new SettingType<>(
            "'/' or a path that starts with one '/' and does not end with one",
            text -> text.equals("/") ? "" : check(text, CallbackUrls.isLocalPath(text) && !text.endsWith("/")));
    static final SettingType<Set<String>> URLS =
            new SettingType<>("absolute http or https URLs, separated by commas", list(SettingType::absoluteUrl));
    static final SettingType<Set<Origin>> ORIGINS = new SettingType<>(
            "origins such as https://app.example, separated by commas",
            list(text -> Origin.parse(text).orElseThrow()));
    static final SettingType<String> COOKIE_NAME =
            new SettingType<>("1 to 64 letters, digits and '-'", matching("[A-Za-z0-9-]{1,64}"));
    static final SettingType<String> SCHEME_NAME = new SettingType<>(
            "named by letters, digits and '-', and not Cookies", matching("(?!Cookies$)[A-Za-z0-9-]{1,64}"));
    static final SettingType<Integer> COUNT = new SettingType<>(
            "a whole number from 1", text -> check(Integer.valueOf(text), Integer.parseInt(text) >= 1));
    static final SettingType<Limit.WhenReached> WHEN_REACHED = new SettingType<>(
            "end-oldest or refuse-newcomer",
            text -> Limit.WhenReached.valueOf(matching("end-oldest|refuse-newcomer")
                    .apply(text)
                    .replace('-', '_')
                    .toUpperCase(Locale.ROOT)));
    static final SettingType<Boolean> BOOLEAN = new SettingType<>(
            "true or false", text -> Boolean.valueOf(matching("true|false").apply(text)));
    static final SettingType<Set<String>> LANGUAGES = new SettingType<>(
            "language tags such as it or pt-BR, separated by commas, each with a file adieu-pages_<tag>.properties on the"
                    + " class path",
            list(text -> check(matching("[A-Za-z]{2,8}(-[A-Za-z0-9]{2,8})*").apply(text), Languages.isThere(text))));
    // CSD-1: "*" means more with every version of a browser, so it is not offered.
    static final SettingType<String> CLEAR_SITE_DATA = new SettingType<>(
            "some of cache, cookies, storage, executionContexts, clientHints, separated by commas",
            text -> list(matching("cache|cookies|storage|executionContexts|clientHints")).apply(text).stream()
                    .map(each -> '"' + each + '"')
                    .collect(Collectors.joining(", ")));
    static final SettingType<List<Settings.CompanionCookie>> COOKIES = new SettingType<>(
            "cookies as name;path=/;domain=app.example (path and domain optional), separated by commas",
            text -> List.copyOf(list(SettingType::cookie).apply(text)));

    static final SettingType<SecretKeys> SECRET_KEYS = new SettingType<>(
            "keys of 32 bytes in Base64, separated by commas, the one that seals first", SecretKeys::parse, true);

    SettingType(String allowed, Function<String, T> parse) {
        this(allowed, parse, false);
    }

    /**
     * What a text says.
     *
     * @throws IllegalArgumentException naming the key, the value and what is allowed
     */
    T require(String key, String value) {
        try {
            return parse.apply(value.strip());
        } catch (RuntimeException e) {
            var message = "Setting " + key + " must be " + allowed + ", but was " + quoted(value);
            // The cause may quote it, too.
            throw secret ? new IllegalArgumentException(message) : new IllegalArgumentException(message, e);
        }
    }

    private String quoted(String value) {
        return secret ? "of " + value.length() + " characters" : "'" + Refusals.printable(value) + "'";
    }

    /** The members of a list, in the order given: of several origins, the first is the one to fall back to. */
    private static <T> Function<String, Set<T>> list(Function<String, T> member) {
        return text -> {
            var members = new LinkedHashSet<T>();
            for (var each : text.split(",", -1)) {
                members.add(member.apply(each.strip()));
            }
            return Collections.unmodifiableSet(members);
        };
    }

    private static Function<String, String> matching(String regex) {
        var pattern = Pattern.compile(regex);
        return text -> check(text, pattern.matcher(text).matches());
    }

    private static Duration duration(String text) {
        var iso = text.matches("\\d+[smhSMH]") ? "PT" + text : text.matches("\\d+[dD]") ? "P" + text : text;
        var duration = Duration.parse(iso);
        return check(duration, !duration.isNegative() && !duration.isZero() && duration.compareTo(LONGEST) <= 0);
    }

    private static String absoluteUrl(String text) {
        var uri = URI.create(text);
        var scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        return check(text, (scheme.equals("https") || scheme.equals("http")) && uri.getHost() != null);
    }

    private static Settings.CompanionCookie cookie(String text) {
        var parts = text.split(";");
        var path = "/";
        Optional<String> domain = Optional.empty();
        for (int i = 1; i < parts.length; i++) {
            var attribute = parts[i].strip();
            if (attribute.startsWith("path=/")) {
                path = attribute.substring("path=".length());
            } else {
                domain = Optional.of(
                        matching("domain=[A-Za-z0-9.-]+").apply(attribute).substring("domain=".length()));
            }
        }
        var cookie = new Settings.CompanionCookie(parts[0].strip(), path, domain);
        cookie.expire(true);
        return cookie;
    }

    private static <T> T check(T value, boolean allowed) {
        if (!allowed) {
            throw new IllegalArgumentException("Not allowed");
        }
        return value;
    }
}
