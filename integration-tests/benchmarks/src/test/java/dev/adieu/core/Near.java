// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import dev.adieu.benchmark.NotRunException;
import dev.adieu.spi.SessionStore;
import dev.adieu.spi.TokenHash;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A store with its live sessions near, as {@code adieu.near-cache.max-staleness=PT1S} has it. */
public final class Near implements AutoCloseable {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);

    private final NearCachingStore store;

    /** Over a store that is strict. */
    public Near(SessionStore strict) {
        store = NearCachingStore.over(strict, Duration.ofSeconds(1));
    }

    /** The store. */
    public SessionStore store() {
        return store;
    }

    /** Until all of these are near. */
    public void await(List<TokenHash> sessions) {
        for (var since = System.nanoTime(); store.size() < sessions.size(); LockSupport.parkNanos(1_000_000)) {
            sessions.forEach(store::find);
            if (System.nanoTime() - since > PATIENCE) {
                throw new NotRunException("only " + store.size() + " sessions are near");
            }
        }
    }

    @Override
    public void close() {
        store.close();
    }
}
