// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * How long it takes a node to end as many open event streams as there may be, when their subject signs out everywhere;
 * and how many threads it has for them. The sample in a process of its own, on Grizzly.
 */
final class Streams implements Part {
    private static final int STREAMS = Benchmarks.QUICK ? 1000 : 10_000;
    private static final int STREAMS_OF_A_SESSION = 10;
    private static final String NAME = "%,d streams".formatted(STREAMS);

    @Override
    public String name() {
        return "streams";
    }

    @Override
    public String title() {
        return "Open event streams, and a sign-out everywhere";
    }

    @Override
    public void measure(Report report) throws Exception {
        try (var sample = EndToEnd.sample(List.of(), EndToEnd.STORES);
                var streams = new OpenStreams(sample.uri("api/events"))) {
            var before = sample.threads();
            var cookie = "";
            for (int opened = 0; opened < STREAMS; opened++) {
                cookie = opened % STREAMS_OF_A_SESSION == 0 ? EndToEnd.signIn(sample) : cookie;
                streams.open(cookie);
            }
            streams.awaitBegun();
            var open = sample.threads();

            var at = System.nanoTime();
            var last = cookie;
            var answered = CompletableFuture.supplyAsync(() -> {
                signOutEverywhere(sample, last);
                return System.nanoTime() - at;
            });
            streams.awaitTold();
            var told = System.nanoTime() - at;

            report.add(NAME, "answered after", Duration.ofNanos(answered.get()).toMillis(), "ms");
            report.add(NAME, "the last closed after", Duration.ofNanos(told).toMillis(), "ms", Goal.atMost(5000));
            report.add(NAME, "threads without any", before, "");
            report.add(NAME, "threads with them", open, "");
            report.note(
                    "%d streams of each session, all of one subject; each heard that it was signed out before it closed."
                            .formatted(STREAMS_OF_A_SESSION));
        }
    }

    private static void signOutEverywhere(Server sample, String cookie) {
        try {
            var answer = Server.send(HttpRequest.newBuilder(sample.uri("api/sign-out/everywhere"))
                    .header("Cookie", cookie)
                    .POST(HttpRequest.BodyPublishers.noBody())
                    .build());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("Sign-out was answered with " + answer.statusCode());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
