// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import dev.adieu.spi.ModuleSettings;
import dev.adieu.spi.SettingsSource;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Where settings are read from, for core and for the other modules; once. */
@ApplicationScoped
class SettingsBean {
    @Inject
    private Instance<SettingsSource> sources;

    private SettingsReader reader;

    @PostConstruct
    void read() {
        reader = SettingsReader.of(sources.stream().toList());
    }

    SettingsReader reader() {
        return reader;
    }

    @Produces
    @Singleton
    ModuleSettings moduleSettings() {
        return reader;
    }
}
