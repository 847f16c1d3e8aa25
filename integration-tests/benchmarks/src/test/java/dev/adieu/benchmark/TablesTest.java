// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.benchmark;

import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

class TablesTest {
    private final Report report = new Report(new Memory());

    @Test
    void aFewMeasuresStandBesideEachOther() {
        report.add("one", "time", 3, "ms").add("other", "time", 4, "ms").add("one", "jars", 2, "");

        assertThat(
                Tables.figures(report),
                is(
                        """
                | contender | time, ms | jars |
                |---|---:|---:|
                | one | 3 | 2 |
                | other | 4 |  |
                """
                                .replace("|  |", "| |")));
    }

    @Test
    void manyMeasuresOfAFewStandBelowEachOtherByUnit() {
        for (int i = 1; i <= 7; i++) {
            report.add("one", "time " + i, i, "ms");
        }
        report.add("other", "time 1", 9, "ms").add("other", "sent", 5, "commands");

        assertThat(
                Tables.figures(report),
                is(
                        """
                | ms | one | other |
                |---|---:|---:|
                | time 1 | 1 | 9 |
                | time 2 | 2 | |
                | time 3 | 3 | |
                | time 4 | 4 | |
                | time 5 | 5 | |
                | time 6 | 6 | |
                | time 7 | 7 | |

                | commands | other |
                |---|---:|
                | sent | 5 |
                """));
    }

    @Test
    void manyMeasuresOfManyHaveATableForEachKind() {
        for (int i = 1; i <= 9; i++) {
            for (var connections : new int[] {1, 4, 16, 64}) {
                report.add("server " + i, "rate, " + connections + " connections", i * connections, "/s");
                report.add("server " + i, "p50, " + connections + " connections", i, "ms");
            }
        }

        var lines = Tables.figures(report).lines().toList();

        assertThat(lines.size(), is(2 * 11 + 1));
        assertThat(lines.get(0), is("| rate, /s | 1 connections | 4 connections | 16 connections | 64 connections |"));
        assertThat(lines.get(3), is("| server 2 | 2 | 8 | 32 | 128 |"));
        assertThat(lines.get(12).startsWith("| p50, ms | 1 connections"), is(true));
    }
}
