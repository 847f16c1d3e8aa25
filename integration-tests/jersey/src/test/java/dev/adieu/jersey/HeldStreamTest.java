// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.jersey;

import dev.adieu.SessionEventsResource;
import jakarta.ws.rs.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

/** A stream on which nothing happens says so from time to time, before a proxy takes it for dead. */
class HeldStreamTest {
    /** Proxies have it for a minute, and some for half of one. */
    private static final Duration SOON = Duration.ofSeconds(29);

    @Test
    void aCommentHoldsItOpenAndIsNoEvent() throws Exception {
        try (var served = Served.with(Account.class, Events.class).start()) {
            var agent = served.agent().signedIn("alice");
            var stream = agent.events("events");
            var since = System.nanoTime();

            await().atMost(SOON.plusSeconds(10)).until(stream::comments, is(1L));

            assertThat(System.nanoTime() - since < TimeUnit.SECONDS.toNanos(SOON.toSeconds()), is(true));
            assertThat(stream.isOpen(), is(true));
            agent.post("sign-out");
            assertThat(stream.events(), contains("signed-out: sign_out"));
        }
    }

    /** The ready endpoint. */
    @Path("events")
    public static class Events extends SessionEventsResource {}
}
