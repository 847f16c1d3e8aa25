// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.benchmark;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What was found, in Markdown: a row for each contender, a column for each measure, and all goals in one table. */
final class Tables {
    private Tables() {}

    static String of(List<Report> reports, String machine) {
        var text = new StringBuilder(machine).append("\n\n## Goals\n\n").append(goals(reports));
        for (var report : reports) {
            text.append("\n## ").append(report.title()).append("\n\n");
            report.notRun()
                    .ifPresent(why -> text.append("Not run: ").append(why).append("\n\n"));
            text.append(figures(report));
            report.notes().forEach(note -> text.append("\n- ").append(note));
            text.append(report.notes().isEmpty() ? "" : "\n");
        }
        return text.toString();
    }

    static String goals(List<Report> reports) {
        var text = new StringBuilder("| | | figure | goal | |\n|---|---|---:|---:|---|\n");
        for (var report : reports) {
            report.notRun().ifPresent(why -> text.append("| ")
                    .append(report.title())
                    .append(" | | | | not run: ")
                    .append(why)
                    .append(" |\n"));
            for (var figure : report.figures()) {
                figure.met()
                        .ifPresent(met -> text.append(row(List.of(
                                figure.contender(),
                                figure.measure(),
                                figure.text() + " " + figure.unit(),
                                figure.goal().toString(),
                                met ? "met" : "**missed**"))));
            }
        }
        return text.toString();
    }

    private static String figures(Report report) {
        var rows = new LinkedHashMap<String, LinkedHashMap<String, String>>();
        Set<String> columns = new LinkedHashSet<>();
        for (var figure : report.figures()) {
            var column = figure.measure() + ", " + figure.unit();
            columns.add(column);
            rows.computeIfAbsent(figure.contender(), key -> new LinkedHashMap<>())
                    .put(column, figure.text());
        }
        if (rows.isEmpty()) {
            return "";
        }
        var text = new StringBuilder("| | ")
                .append(String.join(" | ", columns))
                .append(" |\n|---|")
                .append("---:|".repeat(columns.size()))
                .append("\n");
        rows.forEach((contender, values) -> text.append("| ")
                .append(contender)
                .append(" | ")
                .append(columns.stream()
                        .map(column -> values.getOrDefault(column, ""))
                        .collect(Collectors.joining(" | ")))
                .append(" |\n"));
        return text.toString();
    }

    private static String row(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }
}
