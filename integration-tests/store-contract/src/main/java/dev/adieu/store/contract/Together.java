// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.store.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Many callers at the same moment. */
public final class Together {
    private Together() {}

    /** What one of many callers does. */
    public interface Call<T> {
        /** Does it. */
        T call(int caller) throws Exception;
    }

    /** Lets so many callers go at the same moment, and waits for all. */
    public static <T> List<T> call(int callers, Call<T> call) throws InterruptedException, ExecutionException {
        var threads = Executors.newFixedThreadPool(callers);
        try {
            var barrier = new CyclicBarrier(callers);
            var calls = IntStream.range(0, callers)
                    .<Callable<T>>mapToObj(i -> () -> {
                        barrier.await();
                        return call.call(i);
                    })
                    .toList();
            var results = new ArrayList<T>();
            for (Future<T> result : threads.invokeAll(calls)) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
