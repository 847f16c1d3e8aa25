// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.jersey;

import dev.adieu.SessionEventsResource;
import jakarta.ws.rs.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;

/** A stream on which nothing happens says so from time to time, before a proxy takes it for dead. */
class HeldStreamTest {
    /** Most proxies wait for a minute, and some for half of one. */
    private static final Duration SOON = Duration.ofSeconds(29);

    @Test
    void aCommentHoldsItOpenAndIsNoEvent() throws Exception {
        try (var served = Served.with(Account.class, Events.class).start()) {
            var agent = served.agent().signedIn("alice");
            var stream = agent.events("events");
            // The first says that it has begun.
            await().until(stream::comments, is(greaterThanOrEqualTo(1L)));

            await().atMost(SOON).until(stream::comments, is(greaterThanOrEqualTo(2L)));

            assertThat(stream.isOpen(), is(true));
            agent.post("sign-out");
            assertThat(stream.events(), contains("signed-out: sign_out"));
        }
    }

    /** The ready endpoint. */
    @Path("events")
    public static class Events extends SessionEventsResource {}
}
