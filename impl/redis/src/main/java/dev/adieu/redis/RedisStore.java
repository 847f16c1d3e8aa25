// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.redis;

import dev.adieu.spi.ModuleSettings;
import dev.adieu.spi.SessionStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Makes the store of an application that has this module, from the settings {@code adieu.redis.…}. */
@ApplicationScoped
public class RedisStore {
    @Inject
    private ModuleSettings settings;

    /** For CDI. */
    public RedisStore() {}

    /**
     * The store.
     *
     * @throws IllegalArgumentException when a setting is not allowed
     * @throws IllegalStateException when {@code adieu.redis.url} is missing, or what is there cannot be used, saying why
     */
    @Produces
    @Singleton
    SessionStore store() {
        return RedisConnection.of(settings).open();
    }

    void close(@Disposes SessionStore store) throws Exception {
        if (store instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }
}
