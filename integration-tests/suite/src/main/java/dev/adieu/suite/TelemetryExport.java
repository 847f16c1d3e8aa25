// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.suite;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

/** What a server with MicroProfile Telemetry and Health says of the sample. Not among the others: it wants a server set up for it. */
class TelemetryExport {
    private static final OtlpCollector COLLECTOR = new OtlpCollector();

    private final UserAgent alice = new UserAgent(Sample.root()).signedIn("alice");

    @Test
    void metricsAndSpansAreExported() {
        assertThat(alice.post("api/sign-out").status(), is(200));

        for (var name : new String[] {"adieu.sign_outs", "adieu.sessions.ended", "adieu decide", "adieu end"}) {
            await().alias(name).atMost(Duration.ofSeconds(30)).until(() -> COLLECTOR.has(name));
        }
        assertThat(COLLECTOR.has("alice"), is(false));
    }

    @Test
    void theNodeIsReadyWhileTheStoreAnswers() {
        var ready = new UserAgent(URI.create(Sample.origin() + "/")).get("health/ready");

        assertThat(ready.status(), is(200));
        assertThat(ready.body(), containsString("adieu-session-store"));
    }
}
