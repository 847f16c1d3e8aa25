// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.benchmark;

import java.time.Duration;
import java.util.List;

/** A part of the benchmarks; it runs in a process of its own. */
interface Part {
    /** What it is chosen by. */
    String name();

    /** What it tells. */
    String title();

    /** Measures, and reports. A {@link NotRunException} says why it cannot. */
    void measure(Report report) throws Exception;

    /** Options of its process. */
    default List<String> options() {
        return List.of("-Xmx512m");
    }

    /** Which elements of the class path its process goes without. */
    default String without() {
        return StartUp.ONLY_ON_TOMCAT;
    }

    /** How much memory has to be free, its servers' included. */
    default int megabytes() {
        return 1000;
    }

    /** How long it may take. */
    default Duration patience() {
        return Duration.ofMinutes(10);
    }
}
