// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.benchmark;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.Callable;

/** How many bytes the calling thread allocates for a call. */
final class Allocation {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Allocation() {}

    static double of(int calls, Callable<?> call) throws Exception {
        for (int i = 0; i < calls; i++) {
            call.call();
        }
        var thread = Thread.currentThread().getId();
        var before = THREADS.getThreadAllocatedBytes(thread);
        for (int i = 0; i < calls; i++) {
            call.call();
        }
        return 1.0 * (THREADS.getThreadAllocatedBytes(thread) - before) / calls;
    }
}
