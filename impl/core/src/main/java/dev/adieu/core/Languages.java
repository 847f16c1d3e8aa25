// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The texts of the pages. An application adds languages by {@code adieu.languages} and a file {@code
 * adieu-pages_<language>.properties} (UTF-8) on its class path for each; such a file for a language that is there
 * already changes the texts that it has.
 */
final class Languages {
    private static final List<String> BUILT_IN = List.of("en", "de", "fr", "es", "ja", "ar");

    private final List<Locale> available;
    private final Map<Locale, Properties> texts = new ConcurrentHashMap<>();

    Languages(Set<String> added) {
        available = Stream.concat(BUILT_IN.stream(), added.stream())
                .distinct()
                .map(Locale::forLanguageTag)
                .toList();
    }

    /** The language that a user prefers, of those there are; English for anything else. */
    Locale preferred(@Nullable String acceptLanguage) {
        try {
            var ranges = Locale.LanguageRange.parse(acceptLanguage == null ? "en" : acceptLanguage);
            var found = Locale.lookup(ranges, available);
            return found == null ? Locale.ENGLISH : found;
        } catch (RuntimeException e) {
            // The parser throws more than it says for what clients can send.
            return Locale.ENGLISH;
        }
    }

    String text(Locale locale, String key) {
        var text = texts.computeIfAbsent(locale, Languages::load).getProperty(key);
        return text != null
                ? text
                : texts.computeIfAbsent(Locale.ENGLISH, Languages::load).getProperty(key, key);
    }

    /** Whether the application has texts in a language. */
    static boolean isThere(String tag) {
        try (var in = ofApplication(Locale.forLanguageTag(tag).toLanguageTag())) {
            return in != null;
        } catch (IOException e) {
            return false;
        }
    }

    private static @Nullable InputStream ofApplication(String tag) {
        var loader = Thread.currentThread().getContextClassLoader();
        return loader == null ? null : loader.getResourceAsStream("adieu-pages_" + tag + ".properties");
    }

    private static Properties load(Locale locale) {
        var tag = locale.toLanguageTag();
        var own = read(Languages.class.getResourceAsStream("pages_" + tag + ".properties"), new Properties());
        return read(ofApplication(tag), own);
    }

    private static Properties read(@Nullable InputStream from, Properties defaults) {
        var properties = new Properties(defaults);
        if (from != null) {
            try (from;
                    var reader = new InputStreamReader(from, StandardCharsets.UTF_8)) {
                properties.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException("Could not read the texts of the pages", e);
            }
        }
        return properties;
    }
}
