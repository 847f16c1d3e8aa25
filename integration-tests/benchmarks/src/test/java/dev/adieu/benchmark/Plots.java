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

    private static final List<String> SIGNED_IN = List.of(
            "Adieu in memory",
            "Adieu, near cache on Redis",
            "Adieu, Redis",
            "Spring Security, Tomcat sessions",
            "Spring Security and Spring Session, Redis",
            "Spring Security and Spring Session, Redis indexed");

    private static Plot endToEnd(Report report) {
        var measure = "requests a second, 16 connections";
        var plot = new Plot(
                "GET /api/me, 16 connections",
                "Requests a second, Adieu's on Grizzly with Jersey and CDI, Spring's a servlet on Tomcat: longer is better.");
        plot.bar("twin without Adieu", report, "twin without Adieu", measure);
        SIGNED_IN.stream()
                .filter(each -> each.startsWith("Adieu"))
                .forEach(each -> plot.bar(each, report, each, measure));
        plot.bar("Spring's twin", report, "Spring's twin", measure);
        SIGNED_IN.stream()
                .filter(each -> each.startsWith("Spring"))
                .forEach(each -> plot.bar(each, report, each, measure));
        return plot;
    }

    private static Plot share(Report report) {
        var plot = new Plot(
                "What asking who calls leaves of the requests a second",
                "Times the rate of the same application that asks nobody, 16 connections: longer is better.");
        SIGNED_IN.forEach(each -> plot.bar(each, report, each, "of the twin's requests a second, 16 connections"));
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
