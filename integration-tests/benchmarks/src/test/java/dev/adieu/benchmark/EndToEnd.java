// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.benchmark;

import dev.adieu.redis.RedisPlace;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * A whole request over HTTP: the sample's {@code GET /api/me}, which asks who calls, beside a twin that asks nobody; and a
 * method of the twin's that asks nobody, with Adieu on its class path and without. They
 * take turns under the same load; a ratio is the median of those of one turn each.
 */
final class EndToEnd implements Part {
    private static final int[] CONNECTIONS = Benchmarks.QUICK ? new int[] {16} : new int[] {1, 4, 16, 64};
    private static final int SECONDS = Benchmarks.QUICK ? 2 : 3;
    private static final int TURNS = Benchmarks.QUICK ? 3 : 5;
    private static final String TWIN = "twin without Adieu";
    private static final String OPEN_TWIN = "twin without Adieu, public method";
    private static final String IN_MEMORY = "Adieu in memory";
    private static final String OPEN = "twin with Adieu, public method";
    private static final String REDIS = "Adieu, Redis";
    private static final String NEAR = "Adieu, near cache on Redis";

    private static final String SAMPLE = "dev.adieu.app.Main";
    private static final String SAMPLES_PORT = "adieu.sample.port";
    /** What the sample would take for its store. */
    static final String STORES = ".*/impl/(jdbc|redis)/target/[^/]+|.*/adieu-(jdbc|redis)-[^/]+\\.jar";

    private static final String ALL_BUT_REDIS = STORES.replace("(jdbc|redis)", "jdbc");

    /** Adieu, as modules of this build or as jars. */
    static final String ADIEU = ".*/(impl/[^/]+|api)/target/[^/]+|.*/adieu-[^/]+\\.jar";

    /** All of it but what an application has that uses it for its own sessions. */
    static final String BUT_CORE = ".*/impl/(?!core/)[^/]+/target/[^/]+|.*/adieu-(?!api-|core-)[^/]+\\.jar";

    private record Target(URI uri, String cookie) {}

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
        return 2500;
    }

    @Override
    public void measure(Report report) throws Exception {
        if (!Machine.has("wrk")) {
            throw new NotRunException("wrk is not installed");
        }
        try (var redis = new RedisPlace();
                var twin =
                        new Server(Twin.class.getName(), Twin.PORT, "api/me", List.of(), Benchmarks.classPath(ADIEU));
                var withAdieu = new Server(
                        Twin.class.getName(), Twin.PORT, "api/me", List.of(), Benchmarks.classPath(BUT_CORE));
                var inMemory = sample(List.of(), STORES);
                var onRedis = sample(List.of("-Dadieu.redis.url=" + redis.url()), ALL_BUT_REDIS);
                var near = sample(
                        List.of("-Dadieu.redis.url=" + redis.url(), "-Dadieu.near-cache.max-staleness=PT1S"),
                        ALL_BUT_REDIS)) {
            var targets = new LinkedHashMap<String, Target>();
            targets.put(TWIN, new Target(twin.uri("api/me"), ""));
            targets.put(IN_MEMORY, new Target(inMemory.uri("api/me"), signIn(inMemory)));
            targets.put(REDIS, new Target(onRedis.uri("api/me"), signIn(onRedis)));
            targets.put(NEAR, new Target(near.uri("api/me"), signIn(near)));
            targets.put(OPEN_TWIN, new Target(twin.uri("api/open"), ""));
            targets.put(OPEN, new Target(withAdieu.uri("api/open"), ""));
            // In turn, so that none has had more of the compiler when it counts.
            for (int run = 0; run < (Benchmarks.QUICK ? 2 : 8); run++) {
                for (var target : targets.values()) {
                    Wrk.run(16, 3, target.uri(), target.cookie());
                }
            }
            for (var connections : CONNECTIONS) {
                measure(targets, connections, report);
            }
        }
        report.note(
                "wrk, its one thread, the server and Redis share the machine's cores: the rates are those of all of them"
                        + " together, and what a server does itself weighs less than on a machine of its own.");
    }

    static Server sample(List<String> options, String without) throws IOException {
        return new Server(SAMPLE, SAMPLES_PORT, "api/hello", options, Benchmarks.classPath(without));
    }

    static String signIn(Server server) throws IOException {
        var answer = Server.send(HttpRequest.newBuilder(server.uri("api/sign-in"))
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(10))
                .POST(HttpRequest.BodyPublishers.ofString("{\"username\":\"user1\",\"password\":\"load\"}"))
                .build());
        return answer.headers()
                .firstValue("Set-Cookie")
                .orElseThrow(() -> new IllegalStateException("Nobody is signed in: " + answer.body()))
                .replaceAll(";.*", "");
    }

    private static void measure(Map<String, Target> targets, int connections, Report report) throws Exception {
        var runs = new LinkedHashMap<String, List<Wrk>>();
        for (int turn = 0; turn < TURNS; turn++) {
            var order = new ArrayList<>(targets.keySet());
            Collections.rotate(order, turn);
            for (var name : order) {
                var target = targets.get(name);
                runs.computeIfAbsent(name, key -> new ArrayList<>())
                        .add(Wrk.run(connections, SECONDS, target.uri(), target.cookie()));
            }
        }
        var with = ", %d connection%s".formatted(connections, connections == 1 ? "" : "s");
        for (var name : targets.keySet()) {
            report.add(name, "requests a second" + with, median(runs.get(name), Wrk::perSecond), "/s");
            report.add(name, "p50" + with, median(runs.get(name), Wrk::median), "ms");
            report.add(name, "p99" + with, median(runs.get(name), Wrk::p99), "ms");
        }
        ratio(report, runs, IN_MEMORY, TWIN, with, 0.95);
        ratio(report, runs, NEAR, TWIN, with, 0.95);
        ratio(report, runs, REDIS, TWIN, with, 0.3);
        ratio(report, runs, OPEN, OPEN_TWIN, with, 0.99);
    }

    private static void ratio(
            Report report, Map<String, List<Wrk>> runs, String one, String other, String with, double goal) {
        var ratios = new double[TURNS];
        for (int turn = 0; turn < TURNS; turn++) {
            ratios[turn] = runs.get(one).get(turn).perSecond()
                    / runs.get(other).get(turn).perSecond();
        }
        Arrays.sort(ratios);
        report.add(one, "of the twin's requests a second" + with, ratios[TURNS / 2], "×", Goal.atLeast(goal));
    }

    private static double median(List<Wrk> runs, ToDoubleFunction<Wrk> figure) {
        var sorted = runs.stream().mapToDouble(figure).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
