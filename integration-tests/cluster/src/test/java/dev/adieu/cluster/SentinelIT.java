// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SentinelIT extends ClusterTest {
    private Sentinels redis;

    @Override
    Store open(Path directory) {
        redis = new Sentinels(directory);
        return redis;
    }

    @Test
    void aReplicaThatTakesOverHasAllButTheLastSeconds() {
        load().during(300, () -> {
            var kept = Instant.now().minusSeconds(2);
            redis.loseMaster();
            ledger().mayBeLost(kept, Instant.now());
        });

        ledger().check();
    }

    @Test
    void nothingComesBackWhenAPausedMasterHandsOver() {
        load().during(300, redis::handOver);

        ledger().check();
    }

    @Test
    void nothingComesBackWhenConnectionsAreCut() {
        load().during(300, () -> redis.proxies().forEach(proxy -> {
            proxy.cut();
            last(Duration.ofMillis(200));
            proxy.pass();
        }));

        ledger().check();
    }
}
