// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.benchmark;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is worth a picture. */
final class Plots {
    private Plots() {}

    /** SVG by name, of the parts that were run. */
    static Map<String, String> of(List<Report> reports) {
        var plots = new LinkedHashMap<String, String>();
        report(reports, "look-up").ifPresent(each -> put(plots, "look-up", lookUp(each)));
        report(reports, "sign-out").ifPresent(each -> {
            put(plots, "everywhere", everywhere(each));
            put(plots, "commands", commands(each));
        });
        report(reports, "end-to-end").ifPresent(each -> put(plots, "end-to-end", endToEnd(each)));
        report(reports, "memory").ifPresent(each -> put(plots, "memory", memory(each)));
        return plots;
    }

    private static Optional<Report> report(List<Report> reports, String name) {
        return reports.stream().filter(each -> each.name().equals(name)).findFirst();
    }

    private static void put(Map<String, String> plots, String name, Plot plot) {
        if (!plot.isEmpty()) {
            plots.put(name, plot.svg());
        }
    }

    private static Plot lookUp(Report report) {
        var plot = new Plot("Who calls? A look-up on every request", "Median time in one run: shorter is better.");
        for (var contender : List.of(
                "floor",
                "Adieu in memory",
                "Adieu, near cache on Redis",
                "Adieu, near cache on PostgreSQL",
                "Spring Session, map",
                "bare GET",
                "Adieu, Redis",
                "Spring Session, Redis indexed",
                "Spring Session, Redis plain",
                "bare SELECT",
                "Adieu, PostgreSQL",
                "Spring Session, PostgreSQL")) {
            plot.bar(contender, report, contender, "a look-up");
        }
        return plot;
    }

    private static final List<String> SHARED =
            List.of("Adieu, Redis", "Spring Session, Redis indexed", "Adieu, PostgreSQL", "Spring Session, PostgreSQL");

    private static Plot everywhere(Report report) {
        var plot = new Plot(
                "Signing 200 sessions out everywhere",
                "Median time beside 1,000 sessions of others: shorter is better.");
        SHARED.forEach(each -> plot.bar(each, report, each, "everywhere, 200 sessions beside 1,000"));
        return plot;
    }

    private static Plot commands(Report report) {
        var plot = new Plot(
                "What a sign-out of 200 sessions sends to the store",
                "Commands or statements, counted: shorter is better.");
        SHARED.forEach(each -> plot.bar(each, report, each, "everywhere, 200 sessions"));
        return plot;
    }

    private static Plot endToEnd(Report report) {
        var measure = "requests a second, 16 connections";
        var plot = new Plot("GET /api/me on Grizzly, 16 connections", "Requests a second: longer is better.");
        for (var contender :
                List.of("twin without Adieu", "Adieu in memory", "Adieu, near cache on Redis", "Adieu, Redis")) {
            plot.bar(contender, report, contender, measure);
        }
        return plot;
    }

    private static Plot memory(Report report) {
        var plot = new Plot("Heap for a session", "After a collection, with all indexes: shorter is better.");
        for (var contender : List.of("Adieu in memory", "Spring Session, map", "Tomcat, StandardSession")) {
            plot.bar(contender, report, contender, "heap for a session");
        }
        return plot;
    }
}
