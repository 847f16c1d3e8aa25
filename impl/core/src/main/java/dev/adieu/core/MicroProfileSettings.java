// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.config.ConfigProvider;

/** Settings from MicroProfile Config. Loaded only where the runtime has it: elsewhere this class does not link. */
final class MicroProfileSettings {
    private MicroProfileSettings() {}

    /** Whether there is an implementation behind the API. */
    static boolean isThere() {
        try {
            ConfigProvider.getConfig();
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    static SettingsReader reader() {
        var config = ConfigProvider.getConfig();
        Set<String> names = new TreeSet<>();
        config.getPropertyNames().forEach(names::add);
        return new SettingsReader(key -> config.getConfigValue(key).getValue(), names);
    }
}
