// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.benchmark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;

/**
 * Compares operations call by call: each round calls each once, in a new order, so that what disturbs the machine
 * disturbs all alike and the ratio of the medians stays.
 */
final class Interleaved {
    /** What a call took. */
    record Times(long[] nanoseconds, int batch) {
        Times {
            Arrays.sort(nanoseconds);
        }

        double microseconds(double share) {
            return nanoseconds[(int) (share * (nanoseconds.length - 1))] / 1_000.0 / batch;
        }

        double median() {
            return microseconds(0.5);
        }
    }

    private record Operation(String name, Callable<?> call, long[] nanoseconds) {
        void measure(int round, int batch) throws Exception {
            var from = System.nanoTime();
            for (int i = 0; i < batch; i++) {
                consumed = call.call();
            }
            nanoseconds[round] = System.nanoTime() - from;
        }
    }

    private static volatile Object consumed; // so that no call can be left out

    private final int rounds;
    private final int batch;
    private final List<Operation> operations = new ArrayList<>();

    /** Over so many rounds, after as many to warm up. */
    Interleaved(int rounds) {
        this(rounds, 1);
    }

    /** With so many calls at a time, for those that are too short to be timed one by one. */
    Interleaved(int rounds, int batch) {
        this.rounds = rounds;
        this.batch = batch;
    }

    /** One more operation. */
    Interleaved with(String name, Callable<?> call) {
        operations.add(new Operation(name, call, new long[rounds]));
        return this;
    }

    /** Calls them: what each took, by name. */
    Map<String, Times> measure() throws Exception {
        rounds(); // until compiled
        rounds();
        var measured = new LinkedHashMap<String, Times>();
        for (var each : operations) {
            measured.put(each.name(), new Times(each.nanoseconds(), batch));
        }
        return measured;
    }

    private void rounds() throws Exception {
        var order = new ArrayList<>(operations);
        var random = new Random(1);
        for (int round = 0; round < rounds; round++) {
            Collections.shuffle(order, random);
            for (var each : order) {
                each.measure(round, batch);
            }
        }
    }
}
