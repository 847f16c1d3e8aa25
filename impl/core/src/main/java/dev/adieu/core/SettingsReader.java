// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import dev.adieu.spi.ModuleSettings;
import dev.adieu.spi.SettingsSource;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where settings come from: the application's {@link SettingsSource} beans; then MicroProfile Config where the runtime
 * has it, else system properties and environment variables; and last {@code adieu.properties} on the class path.
 */
final class SettingsReader implements ModuleSettings {
    private static final String FILE = "adieu.properties";

    private final Function<String, @Nullable String> values;
    private final Set<String> names;

    SettingsReader(Function<String, @Nullable String> values, Set<String> names) {
        this.values = values;
        this.names = names;
    }

    /** The settings of this process, overridden by these beans. */
    static SettingsReader of(List<SettingsSource> beans) {
        var overrides = new HashMap<String, String>();
        beans.forEach(bean -> overrides.putAll(bean.settings()));
        var around = isMicroProfileConfigThere() ? ofMicroProfile() : ofProcess();
        var names = new TreeSet<>(around.names);
        names.addAll(overrides.keySet());
        return new SettingsReader(
                key -> overrides.containsKey(key) ? overrides.get(key) : around.values.apply(key), names);
    }

    private static boolean isMicroProfileConfigThere() {
        try {
            return MicroProfileSettings.isThere();
        } catch (LinkageError e) {
            return false;
        }
    }

    /** MicroProfile Config, then the file, which that does not know. */
    private static SettingsReader ofMicroProfile() {
        var config = MicroProfileSettings.reader();
        var file = file();
        var names = new TreeSet<>(config.names);
        names.addAll(file.stringPropertyNames());
        return new SettingsReader(
                key -> {
                    var value = config.values.apply(key);
                    return value != null ? value : file.getProperty(key);
                },
                names);
    }

    /** System properties, then environment variables, then the file. */
    static SettingsReader ofProcess() {
        var file = file();
        var names = new TreeSet<>(System.getProperties().stringPropertyNames());
        names.addAll(file.stringPropertyNames());
        return new SettingsReader(
                key -> {
                    var property = System.getProperty(key);
                    var variable = System.getenv(key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_"));
                    return property != null ? property : variable != null ? variable : file.getProperty(key);
                },
                names);
    }

    private static Properties file() {
        var loader = Thread.currentThread().getContextClassLoader();
        var properties = new Properties();
        try (var in = loader == null ? null : loader.getResourceAsStream(FILE)) {
            if (in != null) {
                properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read " + FILE, e);
        }
        return properties;
    }

    <T> Optional<T> get(String key, SettingType<T> type) {
        var value = values.apply(key);
        return value == null || value.isBlank() ? Optional.empty() : Optional.of(type.require(key, value));
    }

    @Override
    public <T> Optional<T> get(String key, String allowed, Function<String, T> parse) {
        return get(key, new SettingType<>(allowed, parse));
    }

    @Override
    public <T> Optional<T> secret(String key, String allowed, Function<String, T> parse) {
        return get(key, new SettingType<>(allowed, parse, true));
    }

    @Override
    public Optional<Duration> duration(String key) {
        return get(key, SettingType.DURATION);
    }

    @Override
    public <T> Map<String, T> named(String prefix, Set<String> members, BiFunction<String, String, T> read) {
        var groups = new LinkedHashMap<String, T>();
        for (var key : names) {
            if (key.startsWith(prefix)) {
                var dot = key.indexOf('.', prefix.length());
                var name = dot < 0 ? "" : key.substring(prefix.length(), dot);
                // Of an environment variable, MicroProfile Config has nothing but dots.
                if (!members.contains(key.substring(dot + 1).replace('.', '-'))) {
                    throw new IllegalArgumentException("No such setting: " + Refusals.printable(key) + " (allowed: "
                            + prefix + "<name>. and one of " + new TreeSet<>(members) + ")");
                }
                groups.computeIfAbsent(name, each -> read.apply(each, prefix + each));
            }
        }
        return groups;
    }
}
