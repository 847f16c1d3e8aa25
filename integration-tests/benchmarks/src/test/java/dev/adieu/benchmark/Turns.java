// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.benchmark;

import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * What came of turns under the same load.
 *
 * @param loads of each contestant one for each turn
 */
record Turns(Map<String, List<Load>> loads) {
    double median(String name, ToDoubleFunction<Load> figure) {
        return median(loads.get(name).stream().mapToDouble(figure));
    }

    /** Of the requests a second of another: the median of the ratios of one turn each. */
    double share(String one, String other) {
        return median(
                IntStream.range(0, loads.get(one).size()).mapToDouble(turn -> rate(one, turn) / rate(other, turn)));
    }

    /** How much more processor time a request takes than one to another, in microseconds. */
    double more(String one, String other) {
        return median(one, Load::cpu) - median(other, Load::cpu);
    }

    private double rate(String name, int turn) {
        return loads.get(name).get(turn).wrk().perSecond();
    }

    static double median(DoubleStream of) {
        var sorted = of.sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
