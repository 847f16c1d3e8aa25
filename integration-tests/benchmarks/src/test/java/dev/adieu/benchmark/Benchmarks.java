// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.benchmark;

import jakarta.json.Json;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs every part in a process of its own, and writes what they found: {@code benchmarks.json}, the tables and the plots.
 * The absolute times are of this machine; goals are ratios and counts. A goal that is missed fails nothing, a part that
 * breaks does.
 */
public final class Benchmarks {
    /** Whether a short run is wanted, whose figures say little more than that everything runs. */
    static final boolean QUICK = Boolean.getBoolean("benchmarks.quick");

    private static final List<Part> PARTS = List.of(
            new LookUp(),
            new SignOuts(),
            new EndToEnd(),
            new Memory(),
            new Soak(),
            new StartUp(),
            new TelemetryCost(),
            new Streams(),
            new LogoutTokens(),
            new BackChannelFanOut());

    private final Path target;

    private Benchmarks(Path target) {
        this.target = target;
    }

    /**
     * The first argument: where to write. The second: which parts, separated by commas, or {@code all}, or {@code none} to
     * write once more what was found before; or {@code measure}, followed by the part that this process is for.
     */
    public static void main(String... arguments) throws Exception {
        var benchmarks = new Benchmarks(Path.of(arguments[0]));
        if (arguments[1].equals("measure")) {
            benchmarks.measure(part(arguments[2]));
            System.exit(0);
        }
        System.exit(benchmarks.run(parts(arguments[1])) ? 0 : 1);
    }

    /** So many of them, or a hundredth and more of that in a short run. */
    static int rounds(int many) {
        return QUICK ? Math.max(3, many / 20) : many;
    }

    private static List<Part> parts(String names) {
        return switch (names) {
            case "all" -> PARTS;
            case "none" -> List.of();
            default -> Stream.of(names.split(",")).map(Benchmarks::part).toList();
        };
    }

    private static Part part(String name) {
        return PARTS.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No part " + name + " (there are: "
                        + PARTS.stream().map(Part::name).collect(Collectors.joining(", ")) + ")"));
    }

    private void measure(Part part) throws IOException {
        var report = new Report(part);
        if (QUICK) {
            report.note("A quick run: it says that everything runs, and little more.");
        }
        try {
            part.measure(report);
        } catch (NotRunException e) {
            report.notRun(e.getMessage());
        } catch (Exception e) {
            e.printStackTrace();
            report.failed(e.toString().lines().findFirst().orElse(""));
        }
        Files.writeString(file(part), report.json().toString());
    }

    private boolean run(List<Part> parts) throws IOException, InterruptedException {
        Files.createDirectories(target.resolve("benchmarks"));
        var whole = true;
        for (var part : parts) {
            System.out.println("\n" + part.title() + " (" + part.name() + ")");
            var began = System.nanoTime();
            var report = report(part);
            Files.writeString(file(part), report.json().toString());
            report.notRun().ifPresent(why -> System.out.println("  Not run: " + why));
            whole &= !report.hasFailed();
            System.out.printf(
                    "  %d s%n", Duration.ofNanos(System.nanoTime() - began).toSeconds());
        }
        write(latest());
        return whole;
    }

    /** Of every part what it found last: some may have been run again alone. */
    private List<Report> latest() throws IOException {
        var latest = new ArrayList<Report>();
        for (var part : PARTS) {
            if (Files.exists(file(part))) {
                latest.add(read(part));
            }
        }
        return latest;
    }

    private Report read(Part part) throws IOException {
        try (var json = Json.createReader(Files.newBufferedReader(file(part)))) {
            return Report.of(json.readObject());
        }
    }

    private Report report(Part part) throws IOException, InterruptedException {
        var available = Machine.availableMegabytes();
        if (available < part.megabytes()) {
            return new Report(part)
                    .notRun("needs %,d MB of memory, %,d are available".formatted(part.megabytes(), available));
        }
        Files.deleteIfExists(file(part));
        var command = new ArrayList<String>();
        command.add(Machine.java());
        command.addAll(part.options());
        command.addAll(List.of(
                "-Dbenchmarks.quick=" + QUICK,
                "-Dbenchmarks.others=" + Integer.getInteger("benchmarks.others", 1_000_000),
                "-Dadieu.audit=false",
                "-cp",
                classPath(part.without())));
        command.addAll(List.of(Benchmarks.class.getName(), target.toString(), "measure", part.name()));
        var process = new ProcessBuilder(command).inheritIO().start();
        var stop = new Thread(process::destroy);
        Runtime.getRuntime().addShutdownHook(stop);
        var done = process.waitFor(part.patience().toSeconds(), TimeUnit.SECONDS);
        if (!done) {
            process.destroy();
            process.waitFor();
        }
        Runtime.getRuntime().removeShutdownHook(stop);
        if (Files.exists(file(part))) {
            return read(part);
        }
        return new Report(part)
                .failed(done ? "its process ended with " + process.exitValue() : "not done after " + part.patience());
    }

    private Path file(Part part) {
        return target.resolve("benchmarks").resolve(part.name() + ".json");
    }

    /** That of this process, without what matches. */
    static String classPath(String without) {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(element -> !element.matches(without))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private void write(List<Report> reports) throws IOException {
        var all = Json.createArrayBuilder();
        reports.forEach(report -> all.add(report.json()));
        var json = Json.createObjectBuilder()
                .add("at", Instant.now().toString())
                .add("machine", Machine.description())
                .add("quick", QUICK)
                .add("parts", all)
                .build();
        Files.writeString(target.resolve("benchmarks.json"), json.toString());
        write(reports, target.resolve("benchmarks.md"), "benchmarks/");
        if (Boolean.getBoolean("benchmarks.docs")) {
            var docs = Path.of(System.getProperty("benchmarks.docs-directory"));
            Files.createDirectories(docs);
            write(reports, docs.resolve("performance-figures.md"), "images/performance-");
        }
        System.out.println("\n" + Tables.goals(reports));
        var ofGoals = reports.stream()
                .flatMap(report -> report.figures().stream())
                .flatMap(figure -> figure.met().stream())
                .collect(Collectors.partitioningBy(met -> met, Collectors.counting()));
        reports.forEach(report ->
                report.notRun().ifPresent(why -> System.out.println("Not run: " + report.name() + ", " + why)));
        System.out.printf(
                "%d goals met, %d missed. See %s%n",
                ofGoals.get(true), ofGoals.get(false), target.resolve("benchmarks.md"));
    }

    /** The page and its plots, where the page has them. */
    private static void write(List<Report> reports, Path page, String plots) throws IOException {
        Files.writeString(page, Page.of(reports, Machine.description(), plots));
        for (var report : reports) {
            for (var plot : Plots.of(report).entrySet()) {
                var file = page.resolveSibling(plots + plot.getKey() + ".svg");
                Files.createDirectories(file.getParent());
                Files.writeString(file, plot.getValue().svg());
            }
        }
    }
}
