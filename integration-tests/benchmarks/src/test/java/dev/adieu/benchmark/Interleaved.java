// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.benchmark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;

/**
 * Compares operations call by call: each round calls each once, in a new order, so that what disturbs the machine
 * disturbs all alike and the ratio of the medians stays. What is named first is what the others are compared with.
 */
public final class Interleaved {
    private record Operation(String name, Callable<?> call, long[] nanoseconds) {
        void measure(int round) throws Exception {
            var from = System.nanoTime();
            consumed = call.call();
            nanoseconds[round] = System.nanoTime() - from;
        }

        double microseconds(double share) {
            return nanoseconds[(int) (share * (nanoseconds.length - 1))] / 1_000.0;
        }
    }

    private static volatile Object consumed; // so that no call can be left out

    private final int rounds;
    private final List<Operation> operations = new ArrayList<>();

    /** Over so many rounds, after as many to warm up. */
    public Interleaved(int rounds) {
        this.rounds = rounds;
    }

    /** One more operation. */
    public Interleaved with(String name, Callable<?> call) {
        operations.add(new Operation(name, call, new long[rounds]));
        return this;
    }

    /** Calls them, and prints microseconds and ratios. */
    public void print(String title) throws Exception {
        rounds(); // until compiled
        rounds();
        operations.forEach(each -> Arrays.sort(each.nanoseconds));
        System.out.printf("%n%s, %,d rounds%n", title, rounds);
        System.out.printf("%-28s %10s %10s %10s %8s%n", "", "median us", "p90 us", "p99 us", "ratio");
        for (var each : operations) {
            System.out.printf(
                    "%-28s %10.1f %10.1f %10.1f %8.3f%n",
                    each.name(),
                    each.microseconds(0.5),
                    each.microseconds(0.9),
                    each.microseconds(0.99),
                    each.microseconds(0.5) / operations.get(0).microseconds(0.5));
        }
    }

    private void rounds() throws Exception {
        var order = new ArrayList<>(operations);
        var random = new Random(1);
        for (int round = 0; round < rounds; round++) {
            Collections.shuffle(order, random);
            for (var each : order) {
                each.measure(round);
            }
        }
    }
}
