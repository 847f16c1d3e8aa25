// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import static org.awaitility.Awaitility.await;

/** Many people who sign in and out, each on any node. */
final class Load {
    private static final int THREADS = 6;
    /** One in so many stays signed in. */
    private static final int STAYS = 8;

    private final Cluster cluster;
    private final Client client;
    private final Ledger ledger;
    private final AtomicInteger turns = new AtomicInteger();
    private volatile boolean faulty;

    Load(Cluster cluster, Client client, Ledger ledger) {
        this.cluster = cluster;
        this.client = client;
        this.ledger = ledger;
    }

    /** Until so many are told ok; after the first third of them, something happens. */
    void during(int signOuts, Runnable fault) {
        faulty = true;
        var threads = Executors.newFixedThreadPool(THREADS);
        try {
            var all = new ArrayList<CompletableFuture<Void>>();
            for (int i = 0; i < THREADS; i++) {
                all.add(CompletableFuture.runAsync(() -> work(signOuts), threads));
            }
            await("a third of the load").atMost(Duration.ofMinutes(2)).until(() -> ledger.ended() >= signOuts / 3);
            fault.run();
            faulty = false;
            all.forEach(CompletableFuture::join);
        } finally {
            faulty = false;
            threads.shutdownNow();
        }
    }

    private void work(int signOuts) {
        while (faulty || ledger.ended() < signOuts) {
            client.signIn(cluster.anyNode()).ifPresentOrElse(this::turn, Load::pause);
        }
    }

    private void turn(Login login) {
        if (turns.incrementAndGet() % STAYS == 0) {
            ledger.keep(login);
        } else if (!ledger.signOut(cluster.anyNode(), login)) {
            pause();
        }
    }

    /** Nobody tries again at once. */
    private static void pause() {
        LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
}
