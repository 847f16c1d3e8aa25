// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.cluster;

import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RedisClusterIT extends Faults {
    private RedisCluster redis;

    @Override
    Store open(Path directory) {
        redis = new RedisCluster(directory);
        return redis;
    }

    @Test
    void nothingComesBackWhenAMasterHandsOverToItsReplica() {
        load().during(400, redis::handOver);

        ledger().check();
    }

    @Test
    void aReplicaThatTakesOverHasAllButTheLastSeconds() {
        load().during(400, () -> {
            var kept = Instant.now().minusSeconds(2);
            redis.loseMaster();
            ledger().mayBeLost(kept, Instant.now());
        });

        ledger().check();
    }
}
