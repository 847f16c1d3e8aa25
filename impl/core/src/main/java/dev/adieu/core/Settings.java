// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import dev.adieu.ResponseChange;
import dev.adieu.spi.Limit;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What can be set, each with its default. Read once, when the application starts.
 *
 * @param idleTimeout {@code adieu.idle-timeout}: a session that nobody asks for ends after this long
 * @param lifetime {@code adieu.lifetime}: a session ends after this long in any case
 * @param loginPath {@code adieu.login-path}: where people sign in, within the application
 * @param callbackUrls {@code adieu.callback-urls}: absolute URLs that a request may ask to be led to
 * @param allowedOrigins {@code adieu.allowed-origins}: other origins whose pages may begin and end sessions
 * @param origins {@code adieu.origin}: the application's own origins, as browsers see them, in the order given
 * @param cookieName {@code adieu.cookie.name}: the base of the cookie's name
 * @param contextPath {@code adieu.context-path}: the application's root
 * @param limit {@code adieu.max-sessions}: how many sessions a subject may have, and what becomes of one more
 *     ({@code adieu.max-sessions-reached})
 * @param companionCookies {@code adieu.companion-cookies}: the application's cookies that go with the session
 * @param survivingCookies {@code adieu.surviving-cookies}: cookies by which something else signs people in again
 * @param clearSiteData {@code adieu.clear-site-data}: the directives sent at a sign-out, quoted
 * @param noStore {@code adieu.no-store}: whether answers that know the caller are kept out of caches
 * @param languages {@code adieu.languages}: languages that the application adds to the pages
 * @param leadsTo {@code adieu.leads-to}: origins that the confirmation page's form may be led on to
 * @param sweepInterval {@code adieu.sweep-interval}: how often what has expired is ended
 * @param audit {@code adieu.audit}: whether a line is logged for each session that ends
 * @param personalData {@code adieu.personal-data}: whether address and user agent are kept with the session
 * @param secretKeys {@code adieu.secret-keys}: what secrets are encrypted with before a store outside gets them
 * @param nearCache {@code adieu.near-cache.max-staleness}: how long after its end a session may be found near
 * @param schemes {@code adieu.schemes.<name>.…}: further cookie schemes, by name
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
        Limit limit,
        List<CompanionCookie> companionCookies,
        List<CompanionCookie> survivingCookies,
        Optional<String> clearSiteData,
        boolean noStore,
        Set<String> languages,
        Set<Origin> leadsTo,
        Duration sweepInterval,
        boolean audit,
        boolean personalData,
        SecretKeys secretKeys,
        Optional<Duration> nearCache,
        Map<String, FurtherScheme> schemes) {

    /** @throws IllegalArgumentException when two schemes have the same cookie */
    Settings {
        var names = new HashSet<>(Set.of(cookieName));
        schemes.forEach((name, scheme) -> {
            if (!names.add(scheme.cookieName())) {
                throw new IllegalArgumentException("Setting adieu.schemes." + name
                        + ".cookie must be another than those of the other schemes, but was '" + scheme.cookieName()
                        + "'");
            }
        });
    }

    /** A cookie of the application. What it is expired with depends on the request's transport. */
    record CompanionCookie(String name, String path, Optional<String> domain) {
        ResponseChange.ExpireCookie expire(boolean secure) {
            return new ResponseChange.ExpireCookie(name, path, domain.orElse(null), secure);
        }
    }

    /** A cookie scheme beside the default one. */
    record FurtherScheme(String cookieName, Optional<String> loginPath) {}

    /** Reads what a source has of each key, and refuses what is not allowed, naming key, value and what is. */
    static Settings read(SettingsReader source) {
        return new Settings(
                source.get("adieu.idle-timeout", SettingType.DURATION).orElse(Duration.ofMinutes(30)),
                source.get("adieu.lifetime", SettingType.DURATION).orElse(Duration.ofHours(12)),
                source.get("adieu.login-path", SettingType.PATH),
                source.get("adieu.callback-urls", SettingType.URLS).orElse(Set.of()),
                source.get("adieu.allowed-origins", SettingType.ORIGINS).orElse(Set.of()),
                source.get("adieu.origin", SettingType.ORIGINS).orElse(Set.of()),
                source.get("adieu.cookie.name", SettingType.COOKIE_NAME).orElse("adieu"),
                source.get("adieu.context-path", SettingType.ROOT),
                limit(source),
                source.get("adieu.companion-cookies", SettingType.COOKIES).orElse(List.of()),
                source.get("adieu.surviving-cookies", SettingType.COOKIES).orElse(List.of()),
                source.get("adieu.clear-site-data", SettingType.CLEAR_SITE_DATA),
                source.get("adieu.no-store", SettingType.BOOLEAN).orElse(false),
                source.get("adieu.languages", SettingType.LANGUAGES).orElse(Set.of()),
                source.get("adieu.leads-to", SettingType.ORIGINS).orElse(Set.of()),
                source.get("adieu.sweep-interval", SettingType.DURATION).orElse(Duration.ofSeconds(30)),
                source.get("adieu.audit", SettingType.BOOLEAN).orElse(true),
                source.get("adieu.personal-data", SettingType.BOOLEAN).orElse(true),
                source.get("adieu.secret-keys", SettingType.SECRET_KEYS).orElse(SecretKeys.NONE),
                source.get("adieu.near-cache.max-staleness", SettingType.STALENESS),
                source.named("adieu.schemes.", Set.of("cookie", "login-path"), (name, prefix) -> {
                    SettingType.SCHEME_NAME.require(prefix, name);
                    var cookie = source.get(prefix + ".cookie", SettingType.COOKIE_NAME);
                    var loginPath = source.get(prefix + ".login-path", SettingType.PATH);
                    return new FurtherScheme(cookie.orElse("adieu." + name), loginPath);
                }));
    }

    private static Limit limit(SettingsReader source) {
        var whenReached = source.get("adieu.max-sessions-reached", SettingType.WHEN_REACHED)
                .orElse(Limit.WhenReached.END_OLDEST);
        return source.get("adieu.max-sessions", SettingType.COUNT)
                .map(sessions -> new Limit(sessions, whenReached))
                .orElse(Limit.NONE);
    }
}
