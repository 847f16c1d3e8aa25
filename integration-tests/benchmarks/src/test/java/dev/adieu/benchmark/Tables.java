// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.benchmark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What was found, in Markdown, in tables that can be read: where there are more measures than fit beside each other, a table
 * for each unit with a column for each contender; and where these are too many as well, a table for each kind of measure.
 */
final class Tables {
    private static final int MOST_COLUMNS = 7;
    private static final int MOST_CONTENDERS = 8;

    private Tables() {}

    /** All goals. */
    static String goals(List<Report> reports) {
        var text = new StringBuilder("| contender | measure | figure | goal | outcome |\n|---|---|---:|---:|---|\n");
        for (var report : reports) {
            report.notRun().ifPresent(why -> text.append(row(List.of(report.title(), "", "", "", "not run: " + why))));
            for (var figure : report.figures()) {
                figure.met()
                        .ifPresent(met -> text.append(row(List.of(
                                figure.contender(),
                                figure.measure(),
                                figure.withUnit(),
                                figure.goal().toString(),
                                met ? "met" : "**missed**"))));
            }
        }
        return text.toString();
    }

    /** Everything that a part found. */
    static String figures(Report report) {
        var figures = report.figures();
        if (distinct(figures, Tables::column) <= MOST_COLUMNS) {
            return table("contender", figures, Figure::contender, Tables::column);
        }
        if (distinct(figures, Figure::contender) <= MOST_CONTENDERS) {
            return tables(figures, Figure::unit, Figure::measure, Figure::contender);
        }
        return tables(figures, figure -> withUnit(kind(figure) + ",", figure.unit()), Figure::contender, figure -> {
            var kind = kind(figure);
            return figure.measure().length() == kind.length()
                    ? "figure"
                    : figure.measure().substring(kind.length() + 2);
        });
    }

    private static String tables(
            List<Figure> figures,
            Function<Figure, String> group,
            Function<Figure, String> row,
            Function<Figure, String> column) {
        return figures.stream()
                .collect(Collectors.groupingBy(group, LinkedHashMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(each -> table(each.getKey(), each.getValue(), row, column))
                .collect(Collectors.joining("\n"));
    }

    private static long distinct(List<Figure> figures, Function<Figure, String> by) {
        return figures.stream().map(by).distinct().count();
    }

    private static String column(Figure figure) {
        return withUnit(figure.measure() + ",", figure.unit()).replaceFirst(",$", "");
    }

    /** Without under which circumstances, which follow the last comma. */
    private static String kind(Figure figure) {
        return figure.measure().replaceFirst(", [^,]*$", "");
    }

    private static String withUnit(String text, String unit) {
        return unit.isEmpty() ? text : text + " " + unit;
    }

    private static String table(
            String corner, List<Figure> figures, Function<Figure, String> row, Function<Figure, String> column) {
        if (figures.isEmpty()) {
            return "";
        }
        var columns = figures.stream().map(column).distinct().toList();
        var rows = new LinkedHashMap<String, Map<String, String>>();
        figures.forEach(each -> rows.computeIfAbsent(row.apply(each), key -> new LinkedHashMap<>())
                .put(column.apply(each), each.text()));
        var head = new ArrayList<>(List.of(corner));
        head.addAll(columns);
        var text = new StringBuilder(row(head))
                .append("|---|")
                .append("---:|".repeat(columns.size()))
                .append("\n");
        rows.forEach((name, values) -> {
            var cells = new ArrayList<>(List.of(name));
            columns.forEach(each -> cells.add(values.getOrDefault(each, "")));
            text.append(row(cells));
        });
        return text.toString();
    }

    private static String row(List<String> cells) {
        return cells.stream()
                .map(each -> each.isEmpty() ? " " : " " + each.replace("|", "\\|") + " ")
                .collect(Collectors.joining("|", "|", "|\n"));
    }
}
