// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.junit.jupiter.api.Test;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

/** A Redis that can write no more: it says no to what changes sessions, and still knows those that there are. */
class FullDiskIT extends ClusterTest {
    private SingleRedis redis;

    @Override
    Store open(Path directory) {
        redis = SingleRedis.onSmallDisk(directory, "16m");
        // With "always" it would rather end than be unable to write.
        redis.process().ask("config", "set", "appendfsync", "everysec");
        return redis;
    }

    @Test
    void nothingIsSaidToHaveEndedUntilThereIsSpaceAgain() throws IOException {
        var live = logins(1).get(0);
        var ended = logins(1).get(0);
        ledger().keep(live);
        ledger().signOut(cluster().anyNode(), ended);
        var filler = redis.process().file("filler");

        fill(filler);
        await("a refusal")
                .atMost(Duration.ofSeconds(30))
                .until(() -> client().signIn(cluster().anyNode()).isEmpty());
        for (var node : cluster().nodes()) {
            assertUnavailable(client().signIn(node, "alice", "wonderland"));
            assertUnavailable(client().post(node, "sign-out", live));
            assertThat(client().ask(node, live), is(Client.Seen.ACCEPTED));
            assertThat(client().ask(node, ended), is(Client.Seen.REFUSED));
        }

        Files.delete(filler);
        await("space")
                .atMost(Duration.ofSeconds(30))
                .until(() -> client().signIn(cluster().anyNode()).isPresent());
        assertThat(ledger().signOut(cluster().anyNode(), logins(1).get(0)), is(true));
        ledger().check();
    }

    /** Until nothing more goes in. */
    private static void fill(Path filler) throws IOException {
        try (var out = Files.newOutputStream(filler, StandardOpenOption.CREATE)) {
            var some = new byte[4096];
            while (true) {
                out.write(some);
            }
        } catch (IOException full) {
            assertThat(full.getMessage(), is("No space left on device"));
        }
    }
}
