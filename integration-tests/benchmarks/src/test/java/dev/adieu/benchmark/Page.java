// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.benchmark;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** All that was found, as a page: on what and when, the goals, and of each part its plots, its tables and its notes. */
final class Page {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    private Page() {}

    /** Where plots are: this, and their name. */
    static String of(List<Report> reports, String machine, String plots) {
        var text = new StringBuilder("# Performance: the figures\n\n")
                .append("Made by the benchmarks, of what they measured. How it is measured, what is left and why:")
                .append(" [performance](performance.md).\n\n")
                .append(machine)
                .append(". The load average that a part begins with has that of the part before in it.\n\n## Goals\n\n")
                .append(Tables.goals(reports));
        reports.forEach(report -> text.append(part(report, plots)));
        return text.toString();
    }

    private static String part(Report report, String plots) {
        var text = new StringBuilder("\n## ")
                .append(report.title())
                .append("\n\n")
                .append(TIME.format(report.at()))
                .append(", load average ")
                .append(report.load())
                .append(".\n\n");
        report.notRun().ifPresent(why -> text.append("Not run: ").append(why).append("\n\n"));
        Plots.of(report)
                .forEach((name, plot) -> text.append("![%s](%s%s.svg)\n\n".formatted(plot.title(), plots, name)));
        text.append(Tables.figures(report));
        report.notes().forEach(note -> text.append("\n- ").append(note));
        return text.append(report.notes().isEmpty() ? "" : "\n").toString();
    }
}
