// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.cluster;

import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * From the answer {@code ok} on, no node accepts the session, whatever fails; with a near cache, after the time that is set
 * for it.
 */
abstract class Revivals extends ClusterTest {
    static final int FEW = 300;
    private static final int MANY = 800;

    @Test
    void anEndedSessionIsRefusedByEveryNode() {
        load().during(MANY, () -> {});

        ledger().check();
    }

    @Test
    void nothingComesBackWhenTheStoreIsRestarted() {
        load().during(FEW, () -> {
            cluster().store().stop();
            last(Duration.ofMillis(500));
            cluster().store().start();
        });

        ledger().check();
    }

    @Test
    void nothingComesBackWhenTheStoreIsKilled() {
        load().during(FEW, () -> {
            cluster().store().kill();
            cluster().store().start();
        });

        ledger().check();
    }

    @Test
    void nothingComesBackWhenConnectionsAreCut() {
        load().during(FEW, () -> {
            for (int i = 0; i < 8; i++) {
                proxies(TcpProxy::cut);
                last(Duration.ofMillis(100));
                proxies(TcpProxy::pass);
                last(Duration.ofMillis(300));
            }
        });

        ledger().check();
    }

    /** What was sent meanwhile reaches the store when nobody waits for the answer any more. */
    @Test
    void nothingComesBackWhenTheStoreHangs() {
        load().during(FEW, () -> {
            for (int i = 0; i < 2; i++) {
                proxies(TcpProxy::hang);
                last(Duration.ofMillis(2500));
                proxies(TcpProxy::pass);
                last(Duration.ofMillis(500));
            }
        });

        ledger().check();
    }

    @Test
    void aNodeThatWasPausedAcceptsNothingThatEndedMeanwhile() {
        load().during(FEW, () -> {
            for (var node : cluster().nodes()) {
                node.pause();
                last(Duration.ofSeconds(2));
                node.resume();
                last(Duration.ofMillis(300));
            }
        });

        ledger().check();
    }

    final void proxies(Consumer<TcpProxy> work) {
        cluster().store().proxies().forEach(work);
    }
}
