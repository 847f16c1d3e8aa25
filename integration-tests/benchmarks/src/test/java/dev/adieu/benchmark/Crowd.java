// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.benchmark;

import dev.adieu.spi.Limit;
import dev.adieu.spi.SessionStore;
import dev.adieu.store.contract.Sessions;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;

/** The others: sessions that stand in the store while one is measured. */
public final class Crowd {
    private static final int DEVICES = 10;
    private static final int THREADS = 8;

    private Crowd() {}

    /** So many sessions, ten for each of their subjects. */
    public static void of(int sessions, SessionStore store) {
        var pool = new ForkJoinPool(THREADS);
        try {
            pool.submit(() -> IntStream.range(0, sessions)
                            .parallel()
                            .forEach(each ->
                                    store.create(Sessions.of("subject " + each / DEVICES), Limit.NONE, Set.of())))
                    .get();
        } catch (InterruptedException | ExecutionException failed) {
            throw new IllegalStateException("not all " + sessions + " sessions are there", failed);
        } finally {
            pool.shutdown();
        }
    }
}
