// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.benchmark;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What Adieu adds to an application: to its size, and to the time until its first answer. */
final class StartUp implements Part {
    private static final int STARTS = Benchmarks.QUICK ? 1 : 7;
    /** What a server of its own goes without: two of CDI's runtimes in one process are one too many. */
    static final String ONLY_ON_TOMCAT =
            ".*/(weld-servlet-core|jersey-cdi1x-servlet|jersey-container-servlet(-core)?)-[^/]+\\.jar";

    private static final String ONLY_ON_GRIZZLY =
            ".*/(weld-se-core|jersey-weld2-se|jersey-container-grizzly2-http|grizzly-[a-z-]+)-[0-9][^/]*\\.jar";

    /** From the start of a process to its first answer. */
    private record Start(Duration time, Duration cpu) {}

    /**
     * A server.
     *
     * @param name how it is called
     * @param main its program
     * @param others what it goes without, because it is for another server
     * @param butNeeded what of Adieu is not needed on it
     */
    private record On(String name, String main, String others, String butNeeded) {
        Start start(String without) throws IOException {
            var classPath = Benchmarks.classPath(EndToEnd.SPRING + others + "|" + without);
            try (var server = new Server(main, Twin.PORT, "api/me", List.of(), classPath)) {
                return new Start(server.startUp(), server.cpu());
            }
        }
    }

    private static final On GRIZZLY =
            new On("Grizzly, Jersey and Weld", Twin.class.getName(), ONLY_ON_TOMCAT, EndToEnd.BUT_CORE);
    private static final On TOMCAT = new On(
            "Tomcat, Jersey and Weld", TomcatTwin.class.getName(), ONLY_ON_GRIZZLY, EndToEnd.allBut("core|servlet"));
    private static final String API = "adieu-api";
    private static final String CORE = "adieu-core";
    private static final String BOTH = API + " and " + CORE;
    private static final Pattern DEPENDENCY = Pattern.compile("(?s)<dependency>(.*?)</dependency>");

    @Override
    public String name() {
        return "start-up";
    }

    @Override
    public String title() {
        return "Start-up and size";
    }

    /** Everything: it starts both servers. */
    @Override
    public String without() {
        return "(?!)";
    }

    @Override
    public void measure(Report report) throws Exception {
        for (var on : List.of(GRIZZLY, TOMCAT)) {
            times(on, report);
        }
        report.note("Medians of %d starts in turn, from the start of the process to the first answer.".formatted(STARTS)
                + " The time competes for cores with whatever else runs, what the process takes of them less.");
        sizes(report);
    }

    private static void times(On on, Report report) throws IOException {
        var bare = new ArrayList<Start>();
        var with = new ArrayList<Start>();
        for (int i = Benchmarks.QUICK ? 0 : -1; i < STARTS; i++) {
            // Who comes first has colder caches.
            var first = i % 2 == 0;
            var before = first ? on.start(EndToEnd.ADIEU) : null;
            var adieu = on.start(on.butNeeded());
            var after = before == null ? on.start(EndToEnd.ADIEU) : before;
            if (i >= 0) {
                bare.add(after);
                with.add(adieu);
            }
        }
        var withAdieu = on.name() + ", with Adieu";
        report.add(on.name(), "to the first answer", median(bare, Start::time), "ms");
        report.add(on.name(), "CPU to it", median(bare, Start::cpu), "ms");
        report.add(withAdieu, "to the first answer", median(with, Start::time), "ms");
        report.add(withAdieu, "CPU to it", median(with, Start::cpu), "ms");
        report.add(withAdieu, "more", median(with, Start::time) - median(bare, Start::time), "ms");
        report.add(withAdieu, "CPU more", median(with, Start::cpu) - median(bare, Start::cpu), "ms");
    }

    private static double median(List<Start> starts, Function<Start, Duration> of) {
        var sorted = starts.stream().map(of).sorted().toList();
        return sorted.get(sorted.size() / 2).toNanos() / 1e6;
    }

    private static void sizes(Report report) throws IOException {
        var total = 0.0;
        for (var artifact : List.of(API, CORE)) {
            var jar = jar(artifact);
            report.add(artifact, "jar", Files.size(jar) / 1000.0, "kB");
            total += Files.size(jar) / 1000.0;
        }
        report.add(BOTH, "jars", total, "kB", Goal.atMost(300));
        report.add(
                BOTH,
                "jars of others that they bring",
                thirdParties(jar(API)) + thirdParties(jar(CORE)),
                "",
                Goal.atMost(0));
    }

    private static Path jar(String artifact) {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(element -> element.matches(".*/" + artifact + "-[^/]*\\.jar"))
                .map(Path::of)
                .findFirst()
                .orElseThrow(() -> new NotRunException(artifact + " is not packaged (mvn verify packages it)"));
    }

    /** Its dependencies that applications get with it, but for ours. */
    private static long thirdParties(Path jar) throws IOException {
        try (var file = new JarFile(jar.toFile())) {
            var pom = file.stream()
                    .filter(entry -> entry.getName().matches("META-INF/maven/.*/pom\\.xml"))
                    .findFirst()
                    .orElseThrow();
            var text = new String(file.getInputStream(pom).readAllBytes());
            return DEPENDENCY
                    .matcher(text)
                    .results()
                    .filter(each -> !each.group(1).matches("(?s).*(<scope>(provided|test)</scope>|>dev\\.adieu<).*"))
                    .count();
        }
    }
}
