// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.telemetry.test;

import dev.adieu.core.InMemorySessionStore;
import dev.adieu.spi.SessionStore;
import dev.adieu.spi.StoreUnavailableException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.ConnectException;
import java.time.Clock;
import java.util.Set;

/** The in-memory store, some of whose methods a test can take down. */
@ApplicationScoped
public class BreakableStore {
    private static volatile Set<String> down = Set.of();

    static void takeDown(String... methods) {
        down = Set.of(methods);
    }

    /** The store of the application. */
    @Produces
    @ApplicationScoped
    public SessionStore store() {
        var store = new InMemorySessionStore(Clock.systemUTC());
        return (SessionStore) Proxy.newProxyInstance(
                SessionStore.class.getClassLoader(),
                new Class<?>[] {SessionStore.class},
                (proxy, method, arguments) -> {
                    if (down.contains(method.getName())) {
                        throw new StoreUnavailableException("Taken down", new ConnectException("refused"));
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
