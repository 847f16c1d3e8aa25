// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.benchmark;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;

/** The others: sessions that stand in the store while one is measured. */
final class Crowd {
    private static final int DEVICES = 10;
    private static final int THREADS = 8;

    private Crowd() {}

    /** The sessions from one to another number of them, ten for each of their subjects. */
    static void of(int from, int to, Contender contender) {
        var pool = new ForkJoinPool(THREADS);
        try {
            pool.submit(() -> IntStream.range(from, to)
                            .parallel()
                            .forEach(each -> contender.signIn("subject " + each / DEVICES)))
                    .get();
        } catch (InterruptedException | ExecutionException failed) {
            throw new IllegalStateException("not all " + to + " sessions are there", failed);
        } finally {
            pool.shutdown();
        }
    }
}
