// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.benchmark;

import dev.adieu.redis.RedisPlace;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A whole request over HTTP: the sample's {@code GET /api/me}, which asks who calls, beside a twin that asks nobody; a
 * method of the twin's that asks nobody, with Adieu on its class path and without; and the alternative's {@code GET
 * /api/me} beside its own twin. At most four servers run at a time, each lineup in turn.
 */
final class EndToEnd implements Part {
    private static final int[] CONNECTIONS = Benchmarks.QUICK ? new int[] {16} : new int[] {1, 4, 16, 64};
    private static final String TWIN = "twin without Adieu";
    private static final String OPEN_TWIN = "twin without Adieu, public method";
    private static final String IN_MEMORY = "Adieu in memory";
    private static final String OPEN = "twin with Adieu, public method";
    private static final String REDIS = "Adieu, Redis";
    private static final String NEAR = "Adieu, near cache on Redis";
    private static final String SPRINGS_TWIN = "Spring's twin";
    private static final String ON_TOMCAT = "Spring Security, Tomcat sessions";
    private static final String ON_REDIS = "Spring Security and Spring Session, Redis";
    private static final String ON_REDIS_INDEXED = "Spring Security and Spring Session, Redis indexed";

    private static final String SAMPLE = "dev.adieu.app.Main";
    private static final String SAMPLES_PORT = "adieu.sample.port";
    /** What the sample would take for its store, and what would measure it. */
    static final String STORES =
            ".*/impl/(jdbc|redis|telemetry)/target/[^/]+|.*/adieu-(jdbc|redis|telemetry)-[^/]+\\.jar";

    static final String ALL_BUT_REDIS = STORES.replace("(jdbc|redis|telemetry)", "(jdbc|telemetry)");

    /** Adieu, as modules of this build or as jars. */
    static final String ADIEU = ".*/(impl/[^/]+|api)/target/[^/]+|.*/adieu-[^/]+\\.jar";

    /** All of it but what an application has that uses it for its own sessions. */
    static final String BUT_CORE = allBut("core");

    /** The alternative, of which no application of Adieu's has anything; CDI would look through it. */
    static final String SPRING = ".*/spring-[^/]+\\.jar|";

    /** So that as many as run at a time have room. */
    private static final String HEAP = "-Xmx256m";

    /** All of Adieu but the interfaces and these modules. */
    static String allBut(String modules) {
        return ".*/impl/(?!(%1$s)/)[^/]+/target/[^/]+|.*/adieu-(?!(api|%1$s)-)[^/]+\\.jar".formatted(modules);
    }

    @Override
    public String name() {
        return "end-to-end";
    }

    @Override
    public String title() {
        return "End to end, over HTTP";
    }

    @Override
    public int megabytes() {
        return 2000;
    }

    @Override
    public List<String> options() {
        return List.of("-Xmx128m");
    }

    @Override
    public Duration patience() {
        return Duration.ofMinutes(20);
    }

    @Override
    public void measure(Report report) throws Exception {
        if (!Machine.has("wrk")) {
            throw new NotRunException("wrk is not installed");
        }
        try (var redis = new RedisPlace()) {
            var adieu = adieu(redis, report);
            publicMethod(report);
            var spring = spring(redis, report);
            for (var connections : CONNECTIONS) {
                compare(adieu.get(connections), spring.get(connections), with(connections), report);
            }
        }
        report.note(
                "wrk, its one thread, the server and Redis share the machine's cores: the rates are those of all of them"
                        + " together, and what a server does itself weighs less than on a machine of its own. CPU is the"
                        + " server's process alone.");
        report.note(SPRINGS_TWIN
                + " is a servlet on Tomcat, which is less than Jersey with CDI on Grizzly: what is added to"
                + " it is a larger share of it. What is added in CPU does not depend on that.");
        report.note(ON_REDIS + " is what Spring Boot has without a word; only the indexed one can sign a subject out"
                + " everywhere.");
    }

    private static Map<Integer, Turns> adieu(RedisPlace redis, Report report) throws Exception {
        var url = "-Dadieu.redis.url=" + redis.url();
        try (var lineup = new Lineup()) {
            lineup.add(TWIN, twin(ADIEU), "api/me", "");
            add(lineup, IN_MEMORY, sample(List.of(HEAP), STORES));
            add(lineup, REDIS, sample(List.of(HEAP, url), ALL_BUT_REDIS));
            add(lineup, NEAR, sample(List.of(HEAP, url, "-Dadieu.near-cache.max-staleness=PT1S"), ALL_BUT_REDIS));
            return run(lineup, TWIN, report, Map.of(IN_MEMORY, 0.95, NEAR, 0.95, REDIS, 0.3));
        }
    }

    private static void add(Lineup lineup, String name, Server sample) throws IOException {
        lineup.add(name, sample, "api/me", signIn(sample));
    }

    private static void publicMethod(Report report) throws Exception {
        try (var lineup = new Lineup()) {
            lineup.add(OPEN_TWIN, twin(ADIEU), "api/open", "");
            lineup.add(OPEN, twin(BUT_CORE), "api/open", "");
            run(lineup, OPEN_TWIN, report, Map.of(OPEN, 0.99));
        }
    }

    private static Map<Integer, Turns> spring(RedisPlace redis, Report report) throws Exception {
        try (var lineup = new Lineup()) {
            lineup.add(SPRINGS_TWIN, spring(SpringServer.Sessions.NOWHERE, redis), "api/me", "");
            addSpring(lineup, ON_TOMCAT, spring(SpringServer.Sessions.TOMCAT, redis));
            addSpring(lineup, ON_REDIS, spring(SpringServer.Sessions.REDIS, redis));
            addSpring(lineup, ON_REDIS_INDEXED, spring(SpringServer.Sessions.REDIS_INDEXED, redis));
            return run(lineup, SPRINGS_TWIN, report, Map.of());
        }
    }

    private static void addSpring(Lineup lineup, String name, Server server) throws IOException {
        lineup.add(
                name,
                server,
                "api/me",
                signIn(server, "application/x-www-form-urlencoded", "username=user1&password=load"));
    }

    private static Server spring(SpringServer.Sessions sessions, RedisPlace redis) throws IOException {
        return new Server(
                SpringServer.class.getName(),
                SpringServer.PORT,
                "api/hello",
                List.of(
                        HEAP,
                        "-D" + SpringServer.SESSIONS + "=" + sessions,
                        "-D" + SpringServer.REDIS + "=" + redis.port()),
                Benchmarks.classPath(ADIEU));
    }

    private static Server twin(String without) throws IOException {
        return new Server(
                Twin.class.getName(), Twin.PORT, "api/me", List.of(HEAP), Benchmarks.classPath(SPRING + without));
    }

    static Server sample(List<String> options, String without) throws IOException {
        return server(SAMPLE, options, without);
    }

    /** What serves the sample. */
    static Server server(String main, List<String> options, String without) throws IOException {
        return new Server(main, SAMPLES_PORT, "api/hello", options, Benchmarks.classPath(SPRING + without));
    }

    static String signIn(Server sample) throws IOException {
        return signIn(sample, "application/json", "{\"username\":\"user1\",\"password\":\"load\"}");
    }

    private static String signIn(Server server, String type, String credentials) throws IOException {
        var answer = Server.send(HttpRequest.newBuilder(server.uri("api/sign-in"))
                .header("Content-Type", type)
                .timeout(Duration.ofSeconds(10))
                .POST(HttpRequest.BodyPublishers.ofString(credentials))
                .build());
        return answer.headers()
                .firstValue("Set-Cookie")
                .orElseThrow(() -> new IllegalStateException("Nobody is signed in: " + answer.body()))
                .replaceAll(";.*", "");
    }

    private static Map<Integer, Turns> run(Lineup lineup, String twin, Report report, Map<String, Double> goals)
            throws Exception {
        lineup.warmUp(report);
        var measured = new LinkedHashMap<Integer, Turns>();
        for (var connections : CONNECTIONS) {
            var turns = lineup.measure(connections);
            measured.put(connections, turns);
            for (var name : lineup.names()) {
                report(name, twin, turns, with(connections), goals.get(name), report);
            }
        }
        return measured;
    }

    private static void report(
            String name, String twin, Turns turns, String with, @Nullable Double goal, Report report) {
        report.add(
                name,
                "requests a second" + with,
                turns.median(name, load -> load.wrk().perSecond()),
                "/s");
        report.add(name, "p50" + with, turns.median(name, load -> load.wrk().median()), "ms");
        report.add(name, "p99" + with, turns.median(name, load -> load.wrk().p99()), "ms");
        report.add(name, "CPU for a request" + with, turns.median(name, Load::cpu), "µs");
        if (!name.equals(twin)) {
            report.add(name, "CPU more than the twin's" + with, turns.more(name, twin), "µs");
            var measure = "of the twin's requests a second" + with;
            if (goal == null) {
                report.add(name, measure, turns.share(name, twin), "×");
            } else {
                report.add(name, measure, turns.share(name, twin), "×", Goal.atLeast(goal));
            }
        }
    }

    /** What is left of its twin's rate of one and of the other, and what each adds to its twin. */
    private static void compare(Turns adieu, Turns spring, String with, Report report) {
        var share = adieu.share(REDIS, TWIN);
        report.add(
                REDIS,
                "share of its twin to that of " + ON_REDIS + with,
                share / spring.share(ON_REDIS, SPRINGS_TWIN),
                "×",
                Goal.atLeast(5));
        report.add(
                REDIS,
                "share of its twin to that of " + ON_REDIS_INDEXED + with,
                share / spring.share(ON_REDIS_INDEXED, SPRINGS_TWIN),
                "×");
        for (var each : List.of(ON_REDIS, ON_REDIS_INDEXED)) {
            report.add(
                    each,
                    "CPU more than its twin's, to that of " + REDIS + with,
                    spring.more(each, SPRINGS_TWIN) / adieu.more(REDIS, TWIN),
                    "×");
        }
    }

    private static String with(int connections) {
        return ", %d connection%s".formatted(connections, connections == 1 ? "" : "s");
    }
}
