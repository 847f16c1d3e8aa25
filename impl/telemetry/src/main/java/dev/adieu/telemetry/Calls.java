// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.telemetry;

import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Calls of one method of the store. */
final class Calls {
    private final LongAdder all = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder nanos = new LongAdder();

    void add(long took, @Nullable String failure) {
        all.increment();
        nanos.add(took);
        if (failure != null) {
            failed.increment();
        }
    }

    long all() {
        return all.sum();
    }

    long failed() {
        return failed.sum();
    }

    /** What one took on average. */
    double milliseconds() {
        return nanos.sum() / 1e6 / Math.max(1, all.sum());
    }
}
