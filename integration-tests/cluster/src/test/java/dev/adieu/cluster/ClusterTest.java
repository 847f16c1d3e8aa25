// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.cluster;

import dev.adieu.cluster.Client.Seen;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.in;
import static org.hamcrest.Matchers.is;

/** Tests of three nodes over one store, which is a leaf's to choose. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ClusterTest {
    /** No answer, yes, no, and try again. */
    private static final List<Integer> EXPECTED = List.of(0, 200, 401, 503);

    private final Client client = new Client();
    private Cluster cluster;
    private Ledger ledger;
    private int ended;
    private int asked;
    private final List<Duration> refusedAfter = new ArrayList<>();

    abstract Store open(Path directory);

    @BeforeAll
    void start() {
        cluster = new Cluster(getClass().getSimpleName(), this::open, client);
        ledger = new Ledger(cluster, client);
        // So that every node knows what its first sign-outs teach it, such as scripts that a store has not seen.
        load().during(60, () -> {});
    }

    @BeforeEach
    void turnThePage() {
        ledger = new Ledger(cluster, client);
    }

    @AfterEach
    void count() {
        ended += ledger.ended();
        asked += ledger.asked();
        refusedAfter.addAll(ledger.refusedAfter());
        assertThat("statuses", client.statuses().keySet(), everyItem(is(in(EXPECTED))));
    }

    @AfterAll
    void stop() {
        if (cluster != null) {
            cluster.close();
            System.out.println(getClass().getSimpleName() + ": " + ended + " sign-outs; " + asked
                    + " answers to their cookies; statuses " + client.statuses() + nearness());
        }
    }

    private String nearness() {
        if (refusedAfter.isEmpty()) {
            return "";
        }
        var sorted = refusedAfter.stream().map(Duration::toMillis).sorted().toList();
        return "; all nodes had refused after " + sorted.get(sorted.size() / 2) + " ms (median), "
                + sorted.get(sorted.size() * 99 / 100) + " (99 of 100), " + sorted.get(sorted.size() - 1) + " (worst)";
    }

    final Load load() {
        return new Load(cluster, client, ledger);
    }

    final Cluster cluster() {
        return cluster;
    }

    final Client client() {
        return client;
    }

    final Ledger ledger() {
        return ledger;
    }

    static void assertUnavailable(Optional<HttpResponse<String>> given) {
        var answer = given.orElseThrow();
        assertThat(answer.statusCode(), is(503));
        assertThat(answer.headers().firstValue("Retry-After").isPresent(), is(true));
        assertThat("cookies", answer.headers().allValues("Set-Cookie"), is(List.of()));
    }

    /** Until a store answers again, a sign-in is tried more than once. */
    final List<Login> logins(int count) {
        var logins = new ArrayList<Login>();
        await("sign-ins").atMost(Duration.ofSeconds(60)).until(() -> {
            client.signIn(cluster.anyNode()).ifPresent(logins::add);
            return logins.size() == count;
        });
        logins.forEach(login -> assertThat(client.ask(cluster.anyNode(), login), is(Seen.ACCEPTED)));
        return logins;
    }

    static void last(Duration duration) {
        await().atMost(duration.plusSeconds(30)).pollDelay(duration).until(() -> true);
    }
}
