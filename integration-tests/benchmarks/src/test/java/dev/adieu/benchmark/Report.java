// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.benchmark;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one part found. */
public final class Report {
    private final String name;
    private final String title;
    private final Instant at;
    private final String load;
    private final List<Figure> figures = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private @Nullable String notRun;
    private boolean failed;

    Report(Part part) {
        this(part.name(), part.title(), Instant.now(), Machine.load());
    }

    private Report(String name, String title, Instant at, String load) {
        this.name = name;
        this.title = title;
        this.at = at;
        this.load = load;
    }

    String name() {
        return name;
    }

    String title() {
        return title;
    }

    /** When it began. */
    Instant at() {
        return at;
    }

    /** The machine's load average then. */
    String load() {
        return load;
    }

    /** A figure. */
    public Report add(String contender, String measure, double value, String unit) {
        return add(new Figure(contender, measure, value, unit, null));
    }

    /** A figure that is to be something. */
    Report add(String contender, String measure, double value, String unit, Goal goal) {
        return add(new Figure(contender, measure, value, unit, goal));
    }

    private Report add(Figure figure) {
        figures.add(figure);
        System.out.printf(
                "  %-36s %-44s %10s %s%s%n",
                figure.contender(),
                figure.measure(),
                figure.text(),
                figure.unit(),
                figure.met()
                        .map(met -> "  (goal " + figure.goal() + ": " + (met ? "met" : "missed") + ")")
                        .orElse(""));
        return this;
    }

    /** Something to know beside the figures. */
    Report note(String text) {
        notes.add(text);
        System.out.println("  " + text);
        return this;
    }

    /** It was not run. */
    Report notRun(String why) {
        notRun = why;
        return this;
    }

    /** It was not run to its end, and nobody had expected that. */
    Report failed(String why) {
        failed = true;
        return notRun(why);
    }

    boolean hasFailed() {
        return failed;
    }

    List<Figure> figures() {
        return List.copyOf(figures);
    }

    List<String> notes() {
        return List.copyOf(notes);
    }

    Optional<String> notRun() {
        return Optional.ofNullable(notRun);
    }

    /** The figure of a contender, if it was measured. */
    Optional<Figure> figure(String contender, String measure) {
        return figures.stream()
                .filter(each ->
                        each.contender().equals(contender) && each.measure().equals(measure))
                .findFirst();
    }

    JsonObject json() {
        var all = Json.createArrayBuilder();
        for (var figure : figures) {
            var one = Json.createObjectBuilder()
                    .add("contender", figure.contender())
                    .add("measure", figure.measure())
                    .add("value", figure.value())
                    .add("unit", figure.unit());
            figure.met().ifPresent(met -> one.add("goal", String.valueOf(figure.goal()))
                    .add("sense", figure.goal().sense().name())
                    .add("bound", figure.goal().bound())
                    .add("met", met));
            all.add(one);
        }
        return Json.createObjectBuilder()
                .add("part", name)
                .add("title", title)
                .add("at", at.toString())
                .add("load", load)
                .add("notRun", notRun == null ? JsonValue.NULL : Json.createValue(notRun))
                .add("failed", failed)
                .add("notes", Json.createArrayBuilder(notes))
                .add("figures", all)
                .build();
    }

    /** What {@link #json} made. */
    static Report of(JsonObject json) {
        var report = new Report(
                json.getString("part"),
                json.getString("title"),
                Instant.parse(json.getString("at")),
                json.getString("load"));
        report.notRun = json.getString("notRun", null);
        report.failed = json.getBoolean("failed");
        json.getJsonArray("notes").getValuesAs(JsonString.class).forEach(each -> report.notes.add(each.getString()));
        for (var each : json.getJsonArray("figures").getValuesAs(JsonObject.class)) {
            var goal = each.containsKey("goal")
                    ? new Goal(
                            Goal.Sense.valueOf(each.getString("sense")),
                            each.getJsonNumber("bound").doubleValue())
                    : null;
            report.figures.add(new Figure(
                    each.getString("contender"),
                    each.getString("measure"),
                    each.getJsonNumber("value").doubleValue(),
                    each.getString("unit"),
                    goal));
        }
        return report;
    }
}
