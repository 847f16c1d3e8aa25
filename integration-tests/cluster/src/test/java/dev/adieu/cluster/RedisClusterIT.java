// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.cluster;

import dev.adieu.spi.Fingerprint;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

class RedisClusterIT extends Faults {
    /** The one command of every sweep that would notice that a master is gone; it goes to the slot of this key. */
    private static final String CLOCK = "adieu:f:" + Fingerprint.of("time");

    private RedisCluster redis;

    @Override
    Store open(Path directory) {
        redis = new RedisCluster(directory);
        return redis;
    }

    @Test
    void nothingComesBackWhenAMasterHandsOverToItsReplica() {
        load().during(300, redis::handOver);

        ledger().check();
    }

    @Test
    void aReplicaThatTakesOverHasAllButTheLastSeconds() {
        load().during(300, () -> {
            var kept = Instant.now().minusSeconds(2);
            redis.loseMasterWithout(CLOCK);
            ledger().mayBeLost(kept, Instant.now());
        });

        ledger().check();
    }

    /** What is on both nodes, or on neither, may not be said to have ended. */
    @ParameterizedTest
    @ValueSource(strings = {"none", "t:", "i:", "u:", "x"})
    void aSignOutIsNeverSaidToBeDoneWhileItsSlotMoves(String carried) {
        var nodes = cluster().nodes();
        var login = client().signIn(nodes.get(0)).orElseThrow();
        var bucket = "adieu:{" + login.session().substring(0, 2) + "}:";
        var move = redis.beginToMove(bucket + "x");
        move.carry(bucket + carried);

        var ok = client().signOut(nodes.get(1), login);

        var accepted = nodes.stream().anyMatch(node -> client().ask(node, login) == Client.Seen.ACCEPTED);
        assertThat(ok && accepted, is(false));
        move.finish();
        await("a sign-out").atMost(Duration.ofSeconds(30)).until(() -> client().signOut(nodes.get(1), login));
        nodes.forEach(node -> assertThat(client().ask(node, login), is(Client.Seen.REFUSED)));
    }

    /** The sweep is all that these nodes do, and it finds the new master. */
    @Test
    void nodesThatNobodyCallsSweepOnAfterAReplicaHasTakenOver() {
        var shortLived = cluster().another(Map.of("adieu.idle-timeout", "3s"));
        var sessions = Stream.generate(() -> client().signIn(shortLived).orElseThrow())
                .limit(30)
                .map(Login::session)
                .toList();
        shortLived.kill();

        redis.loseMasterWithout(CLOCK);

        await("their ends")
                .atMost(Duration.ofSeconds(60))
                .until(() -> cluster().journal().signedOut().keySet().containsAll(sessions));
    }
}
