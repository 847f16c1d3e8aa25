// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.benchmark;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Servers that are compared: they take turns under the same load, so that what disturbs the machine disturbs all alike.
 * They end when it is closed.
 */
final class Lineup implements AutoCloseable {
    private static final int WARM_UP_CONNECTIONS = 16;
    private static final int WARM_UP_SECONDS = Benchmarks.QUICK ? 1 : 4;
    /** Of all together; what is warm soon leaves its turns to the others. */
    private static final int WARM_UPS_EACH = Benchmarks.QUICK ? 1 : 8;

    private static final int MOST_WARM_UPS = 2 * WARM_UPS_EACH;
    private static final int SECONDS = Benchmarks.QUICK ? 1 : 2;
    private static final int TURNS = Benchmarks.QUICK ? 1 : 3;

    private record Contestant(String name, Server server, URI target, String cookie) {
        Load load(int connections, int seconds) throws IOException, InterruptedException {
            var before = server.cpu();
            var wrk = Wrk.run(connections, seconds, target, cookie);
            return new Load(wrk, server.cpu().minus(before).toNanos() / 1e3 / wrk.requests());
        }
    }

    private final List<Contestant> contestants = new ArrayList<>();

    /** One more, whose server is the lineup's from now on. */
    void add(String name, Server server, String path, String cookie) {
        contestants.add(new Contestant(name, server, server.uri(path), cookie));
    }

    List<String> names() {
        return contestants.stream().map(Contestant::name).toList();
    }

    /** Warms all up in turn, each until it is warm: how long that took of each. */
    void warmUp(Report report) throws IOException, InterruptedException {
        var warmUps = new LinkedHashMap<Contestant, WarmUp>();
        contestants.forEach(each -> warmUps.put(each, new WarmUp(MOST_WARM_UPS)));
        var waiting = new ArrayDeque<>(contestants);
        for (int left = WARM_UPS_EACH * contestants.size(); left > 0 && !waiting.isEmpty(); left--) {
            var next = waiting.remove();
            var warmUp = warmUps.get(next);
            warmUp.turn(next.load(WARM_UP_CONNECTIONS, WARM_UP_SECONDS).cpu());
            if (!warmUp.isOver()) {
                waiting.add(next);
            }
        }
        warmUps.forEach((each, warmUp) -> {
            report.add(each.name(), "warm-up", 1.0 * WARM_UP_SECONDS * warmUp.turns(), "s");
            if (!warmUp.isWarm()) {
                report.note(each.name() + ": what a request takes was still falling when the warm-up ended.");
            }
        });
    }

    /** Measures all with so many connections. */
    Turns measure(int connections) throws IOException, InterruptedException {
        var loads = new LinkedHashMap<String, List<Load>>();
        for (int turn = 0; turn < TURNS; turn++) {
            var order = new ArrayList<>(contestants);
            Collections.rotate(order, turn);
            for (var each : order) {
                loads.computeIfAbsent(each.name(), key -> new ArrayList<>()).add(each.load(connections, SECONDS));
            }
        }
        return new Turns(loads);
    }

    @Override
    public void close() {
        contestants.forEach(each -> each.server().close());
    }
}
