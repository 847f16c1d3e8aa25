// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.benchmark;

import dev.adieu.redis.RedisPlace;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code adieu-telemetry} adds to signing in and out over HTTP, with sessions in Redis: two servers, with it and without it,
 * under the same load in turn. Processor time, which is steadier than a rate.
 */
final class TelemetryCost implements Part {
    private static final int TURNS = Benchmarks.QUICK ? 1 : 15;
    private static final Duration TURN = Duration.ofSeconds(Benchmarks.QUICK ? 1 : 3);
    private static final int WARM_UPS = Benchmarks.QUICK ? 1 : 6;
    private static final String BARE = "Adieu, Redis";
    private static final String MEASURED = "Adieu, Redis, with telemetry";
    private static final String HEAP = "-Xmx256m";

    @Override
    public String name() {
        return "telemetry";
    }

    @Override
    public String title() {
        return "Signing in and out, measured by OpenTelemetry";
    }

    @Override
    public void measure(Report report) throws Exception {
        try (var redis = new RedisPlace();
                var bare = EndToEnd.sample(List.of(HEAP, url(redis)), EndToEnd.ALL_BUT_REDIS);
                var measured = EndToEnd.server(
                        MeasuredSample.class.getName(),
                        List.of(HEAP, url(redis)),
                        EndToEnd.ALL_BUT_REDIS.replace("|telemetry", ""))) {
            for (int i = 0; i < WARM_UPS; i++) {
                work(bare);
                work(measured);
            }
            var without = new ArrayList<Double>();
            var ratios = new ArrayList<Double>();
            for (int turn = 0; turn < TURNS; turn++) {
                // Who comes first has the machine as the other left it.
                var before = turn % 2 == 0 ? work(bare) : 0;
                var with = work(measured);
                var cpu = turn % 2 == 0 ? before : work(bare);
                without.add(cpu);
                ratios.add(with / cpu);
            }
            report.add(
                    BARE,
                    "CPU to sign in and out",
                    Turns.median(without.stream().mapToDouble(each -> each)),
                    "µs");
            report.add(
                    MEASURED,
                    "CPU to sign in and out, to that without",
                    Turns.median(ratios.stream().mapToDouble(each -> each)),
                    "×",
                    Goal.atMost(1.02));
        }
        report.note(
                "Every span is recorded and every metric kept, as an agent does that samples all; exporting them is not"
                        + " in it.");
    }

    private static String url(RedisPlace redis) {
        return "-Dadieu.redis.url=" + redis.url();
    }

    /** Signs in and out for a while: the processor time of the server for once, in microseconds. */
    private static double work(Server server) throws IOException {
        var signOut = server.uri("api/sign-out");
        var before = server.cpu();
        var until = System.nanoTime() + TURN.toNanos();
        var times = 0;
        do {
            signOut(signOut, EndToEnd.signIn(server));
            times++;
        } while (System.nanoTime() < until);
        return server.cpu().minus(before).toNanos() / 1e3 / times;
    }

    private static void signOut(URI url, String cookie) throws IOException {
        var answer = Server.send(HttpRequest.newBuilder(url)
                .header("Cookie", cookie)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("Not signed out: " + answer.body());
        }
    }
}
