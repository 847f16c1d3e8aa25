// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.cluster;

import dev.adieu.cluster.Client.Seen;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.is;

/** What was promised to whom, and whether it is kept. */
final class Ledger {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** 15 seconds, and a beat or two; on a busy machine. */
    private static final Duration UNTIL_TAKEN_OVER = Duration.ofSeconds(40);

    private final Cluster cluster;
    private final Client client;
    private final Queue<Login> live = new ConcurrentLinkedQueue<>();
    private final Queue<Login> ended = new ConcurrentLinkedQueue<>();
    private final Queue<Login> unanswered = new ConcurrentLinkedQueue<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final Map<String, String> accepted = new ConcurrentHashMap<>();
    private final Queue<Duration> refusedAfter = new ConcurrentLinkedQueue<>();
    private final Duration staleness;

    Ledger(Cluster cluster, Client client) {
        this.cluster = cluster;
        this.client = client;
        staleness = cluster.store().staleness();
    }

    /** A session that is to stay. */
    void keep(Login login) {
        live.add(login);
    }

    /** Signs one out; after ok, asks every node at once. */
    boolean signOut(Node node, Login login) {
        bringNear(login);
        if (!client.signOut(node, login)) {
            login.isUnanswered(node);
            unanswered.add(login);
            return false;
        }
        login.isEnded();
        ended.add(login);
        if (staleness.isZero()) {
            cluster.nodes().forEach(each -> see(each, login));
        } else {
            awaitRefused(login);
        }
        return true;
    }

    /** So that it is near where there is a near cache. */
    private void bringNear(Login login) {
        if (!staleness.isZero()) {
            cluster.nodes().forEach(node -> client.ask(node, login));
        }
    }

    /** Asks until the last one refuses; without a near cache that is the first answer. */
    private void awaitRefused(Login login) {
        var refused = cluster.nodes().stream()
                .map(node -> CompletableFuture.runAsync(() -> {
                    while (see(node, login) == Seen.ACCEPTED && login.since().compareTo(PATIENCE) < 0) {
                        Thread.onSpinWait();
                    }
                }))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(refused).join();
        refusedAfter.add(login.since());
    }

    private Seen see(Node node, Login login) {
        // When it was asked: what is decided is decided later.
        var since = login.since();
        var seen = client.ask(node, login);
        if (seen == Seen.ACCEPTED && since.compareTo(staleness) >= 0) {
            accepted.put(login.session(), "accepted by " + node + " " + since + " after ok");
        }
        if (seen != Seen.UNKNOWN) {
            asked.incrementAndGet();
        }
        return seen;
    }

    int ended() {
        return ended.size();
    }

    /** How many answers there were to the cookie of an ended session. */
    int asked() {
        return asked.get();
    }

    /** With a near cache: how long after ok the last node had refused. */
    List<Duration> refusedAfter() {
        return List.copyOf(refusedAfter);
    }

    int accepted() {
        return accepted.size();
    }

    /** What was answered between these may be lost. */
    void mayBeLost(Instant from, Instant until) {
        forget(live, from, until);
        forget(ended, from, until);
        unanswered.clear();
    }

    private void forget(Queue<Login> logins, Instant from, Instant until) {
        logins.removeIf(login -> {
            var isLost = login.known().isAfter(from) && login.known().isBefore(until);
            if (isLost) {
                accepted.remove(login.session());
            }
            return isLost;
        });
    }

    /** After a fault: what was not answered can be repeated; no ended session is back, none is lost, each was told once. */
    void check() {
        repeatUnanswered();
        inParallel(ended, (node, login) -> eventually("an answer", () -> see(node, login) != Seen.UNKNOWN));
        assertThat("ended sessions that were accepted", accepted, is(anEmptyMap()));
        inParallel(
                live, (node, login) -> eventually("session " + login, () -> client.ask(node, login) == Seen.ACCEPTED));
        awaitOnce();
    }

    private void inParallel(Collection<Login> logins, BiConsumer<Node, Login> work) {
        logins.parallelStream().forEach(login -> cluster.nodes().forEach(node -> work.accept(node, login)));
    }

    private void repeatUnanswered() {
        for (var login = unanswered.poll(); login != null; login = unanswered.poll()) {
            var repeated = login;
            eventually("ok at last", () -> client.signOut(cluster.anyNode(), repeated));
            login.isEnded();
            ended.add(login);
        }
    }

    /** Now, or after a while. */
    private static void eventually(String what, Callable<Boolean> condition) {
        await(what).atMost(PATIENCE).pollInSameThread().pollDelay(Duration.ZERO).until(condition);
    }

    /** Each was told once; the effects of those whose node died have been taken over. */
    private void awaitOnce() {
        await("told once").atMost(PATIENCE).until(this::told, is(anEmptyMap()));
        await("effects").atMost(UNTIL_TAKEN_OVER).until(this::withoutEffect, is(0L));
        // Still once, after the sweeps and whatever came late.
        assertThat("told otherwise than once", told(), is(anEmptyMap()));
    }

    /** How often sessions were told that were told too often, or too seldom. */
    private Map<String, Long> told() {
        var told = cluster.journal().signedOut();
        var wrong = new TreeMap<String, Long>();
        for (var login : ended) {
            var times = told.getOrDefault(login.session(), 0L);
            if (times > 1 || times == 0 && !login.mayBeUntold()) {
                wrong.put(login.session(), times);
            }
        }
        live.stream()
                .filter(login -> told.containsKey(login.session()))
                .forEach(login -> wrong.put(login.session(), told.get(login.session())));
        return wrong;
    }

    private long withoutEffect() {
        var effects = cluster.journal().effects();
        return ended.stream()
                .filter(login -> !effects.containsKey(login.session()))
                .count();
    }
}
