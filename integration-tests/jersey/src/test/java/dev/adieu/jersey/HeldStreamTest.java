// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.jersey;

import dev.adieu.SessionEventsResource;
import jakarta.ws.rs.Path;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

/** A stream on which nothing happens says so from time to time, before a proxy takes it for dead. */
class HeldStreamTest {
    /** Shorter than that of proxies, which is a minute. */
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @Test
    void aCommentHoldsItOpenAndIsNoEvent() {
        try (var served = Served.with(Account.class, Events.class).start()) {
            var cookie = new String[1];
            var agent = served.agent().signedIn("alice");
            var lines = new CopyOnWriteArrayList<String>();
            var ended = HttpClient.newHttpClient()
                    .sendAsync(request(served.root()), HttpResponse.BodyHandlers.ofLines())
                    .thenAccept(answer -> answer.body().forEach(lines::add));
        }
    }

    private static HttpRequest request(URI root) {
        return HttpRequest.newBuilder(root.resolve("events")).build();
    }

    /** The ready endpoint. */
    @Path("events")
    public static class Events extends SessionEventsResource {}
}
