// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.cluster;

import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RedisIT extends Faults {
    private SingleRedis redis;

    @Override
    Store open(Path directory) {
        redis = new SingleRedis(directory);
        return redis;
    }

    @Test
    void killedWithoutWritingAlwaysItLosesTheLastSecondsAndNothingElse() {
        redis.process().ask("config", "set", "appendfsync", "everysec");
        load().during(300, () -> {
            var kept = Instant.now().minusSeconds(2);
            redis.kill();
            redis.start();
            ledger().mayBeLost(kept, Instant.now());
        });

        ledger().check();
    }
}
