// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.telemetry.test;

import io.smallrye.health.SmallRyeHealthReporter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

/** What a server says of the node, with MicroProfile Health. */
class ReadinessTest {
    private final Served bank = new Served(Collected.class);

    @AfterEach
    void stop() {
        BreakableStore.takeDown();
        bank.close();
    }

    @Test
    void isDownWhileTheStoreDoesNotAnswer() {
        var reporter = bank.bean(SmallRyeHealthReporter.class);
        assertThat(reporter.getReadiness().isDown(), is(false));
        assertThat(reporter.getReadiness().getPayload().toString(), containsString("adieu-session-store"));

        BreakableStore.takeDown("list");

        assertThat(reporter.getReadiness().isDown(), is(true));
        assertThat(reporter.getLiveness().isDown(), is(false));
    }
}
