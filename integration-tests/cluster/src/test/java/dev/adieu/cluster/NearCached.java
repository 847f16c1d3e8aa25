// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.cluster;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Another store, with a near cache on each node. */
record NearCached(Store store) implements Store {
    @Override
    public Duration staleness() {
        return Duration.ofSeconds(1);
    }

    @Override
    public Map<String, String> settings() {
        var settings = new HashMap<>(store.settings());
        settings.put("adieu.near-cache.max-staleness", staleness().toString());
        return settings;
    }

    @Override
    public Class<?> artifact() {
        return store.artifact();
    }

    @Override
    public List<TcpProxy> proxies() {
        return store.proxies();
    }

    @Override
    public void stop() {
        store.stop();
    }

    @Override
    public void kill() {
        store.kill();
    }

    @Override
    public void start() {
        store.start();
    }

    @Override
    public void close() {
        store.close();
    }
}
