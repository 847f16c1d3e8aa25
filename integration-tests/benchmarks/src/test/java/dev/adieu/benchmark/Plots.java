// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.benchmark;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is worth a picture. */
final class Plots {
    private Plots() {}

    /** Those of a part, by name; those of which nothing was measured are left out. */
    static Map<String, Plot> of(Report report) {
        var plots = all(report);
        plots.values().removeIf(Plot::isEmpty);
        return plots;
    }

    private static Map<String, Plot> all(Report report) {
        var plots = new LinkedHashMap<String, Plot>();
        switch (report.name()) {
            case "look-up" -> plots.put("look-up", lookUp(report));
            case "sign-out" -> {
                plots.put("everywhere", everywhere(report));
                plots.put("commands", commands(report));
            }
            case "end-to-end" -> {
                plots.put("end-to-end", endToEnd(report));
                plots.put("end-to-end-share", share(report));
            }
            case "memory" -> plots.put("memory", memory(report));
            default -> {}
        }
        return plots;
    }

    private static Plot lookUp(Report report) {
        var plot = new Plot(
                "Who calls? A look-up on every request",
                "Median times of separate rounds, the ratios within each are in the table: shorter is better.");
        for (var group : List.of(
                List.of(
                        "floor",
                        "Adieu in memory",
                        "Adieu, near cache on Redis",
                        "Adieu, near cache on PostgreSQL",
                        "Spring Session, map"),
                List.of("bare GET", "Adieu, Redis", "Spring Session, Redis plain", "Spring Session, Redis indexed"),
                List.of("bare SELECT", "Adieu, PostgreSQL", "Spring Session, PostgreSQL"))) {
            group.forEach(each -> plot.bar(each, report, each, "a look-up"));
            plot.gap();
        }
        return plot;
    }

    private static Plot shared(Plot plot, Report report, String measure) {
        return plot.bar("Adieu, Redis", report, "Adieu, Redis", measure)
                .bar("Spring Session, Redis indexed", report, "Spring Session, Redis indexed", measure)
                .gap()
                .bar("Adieu, PostgreSQL", report, "Adieu, PostgreSQL", measure)
                .bar("Spring Session, PostgreSQL", report, "Spring Session, PostgreSQL", measure);
    }

    private static Plot everywhere(Report report) {
        var plot = new Plot(
                "Signing 200 sessions out everywhere",
                "Median time beside 1,000 sessions of others: shorter is better.");
        return shared(plot, report, "everywhere, 200 sessions beside 1,000");
    }

    private static Plot commands(Report report) {
        var plot = new Plot(
                "What a sign-out of 200 sessions sends to the store",
                "Commands or statements, counted: shorter is better.");
        return shared(plot, report, "everywhere, 200 sessions");
    }

    private static Plot endToEnd(Report report) {
        var plot = new Plot(
                "GET /api/me over HTTP, 16 connections",
                "Requests a second, above on Grizzly with Jersey and CDI, below of a servlet on Tomcat: longer is better.");
        var measure = "requests a second, 16 connections";
        plot.bar("twin without Adieu", report, "twin without Adieu", measure);
        adieu(plot, report, measure);
        plot.gap().bar("Spring's twin", report, "Spring's twin", measure);
        spring(plot, report, measure);
        return plot;
    }

    private static Plot share(Report report) {
        var plot = new Plot(
                "What asking who calls leaves of the requests a second",
                "Times the rate of the same application that asks nobody, 16 connections: longer is better.");
        var measure = "of the twin's requests a second, 16 connections";
        adieu(plot, report, measure);
        spring(plot.gap(), report, measure);
        return plot;
    }

    private static void adieu(Plot plot, Report report, String measure) {
        for (var each : List.of("Adieu in memory", "Adieu, near cache on Redis", "Adieu, Redis")) {
            plot.bar(each, report, each, measure);
        }
    }

    private static void spring(Plot plot, Report report, String measure) {
        plot.bar("Spring Security, Tomcat sessions", report, "Spring Security, Tomcat sessions", measure)
                .bar("with Spring Session, Redis", report, "Spring Security and Spring Session, Redis", measure)
                .bar(
                        "with Spring Session, Redis indexed",
                        report,
                        "Spring Security and Spring Session, Redis indexed",
                        measure);
    }

    private static Plot memory(Report report) {
        var plot = new Plot("Heap for a session", "After a collection, with all indexes: shorter is better.");
        for (var contender : List.of("Adieu in memory", "Spring Session, map", "Tomcat, StandardSession")) {
            plot.bar(contender, report, contender, "heap for a session");
        }
        return plot;
    }
}
