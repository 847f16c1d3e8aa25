// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.relying.party;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

/** What is known of a provider's endpoints, and for how long. */
class DiscoveryTest {
    private static final Duration ALWAYS = Duration.ofDays(1);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final AtomicInteger questions = new AtomicInteger();
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile int slowFrom = Integer.MAX_VALUE;
    private HttpServer http;

    @BeforeEach
    void serve() throws IOException {
        http = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        http.createContext("/.well-known/openid-configuration", exchange -> {
            if (questions.incrementAndGet() >= slowFrom) {
                try {
                    released.await(10, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            var metadata =
                    """
                    {"issuer": "%1$s", "jwks_uri": "%1$s/keys", "end_session_endpoint": "%1$s/end-session",
                     "authorization_endpoint": "%1$s/authorize", "token_endpoint": "%1$s/token",
                     "response_types_supported": ["code"], "subject_types_supported": ["public"],
                     "id_token_signing_alg_values_supported": ["RS256"]}
                    """
                            .formatted(issuer())
                            .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, metadata.length);
            exchange.getResponseBody().write(metadata);
            exchange.close();
        });
        http.start();
    }

    @AfterEach
    void stop() {
        released.countDown();
        http.stop(0);
    }

    private String issuer() {
        return "http://localhost:" + http.getAddress().getPort();
    }

    private Provider provider() {
        return new Provider(
                "idp",
                issuer(),
                "shop",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                false,
                Optional.empty());
    }

    private void awaitQuestions(int count) {
        for (int i = 0; i < 2000 && questions.get() < count; i++) {
            LockSupport.parkNanos(5_000_000);
        }
        assertThat(questions.get() >= count, is(true));
    }

    @Test
    void whatIsKnownIsAskedForOnce() {
        var discovery = new Discovery(ALWAYS, ALWAYS);

        assertThat(discovery.endpoints(provider(), PATIENCE).isPresent(), is(true));
        assertThat(discovery.endpoints(provider(), PATIENCE).isPresent(), is(true));
        assertThat(questions.get(), is(1));
    }

    @Test
    void oneProviderOfSeveralClientsIsAskedOnceAhead() {
        var discovery = new Discovery(ALWAYS, ALWAYS);

        discovery.askAhead(this, new Providers(List.of(provider(), provider())));

        assertThat(discovery.endpoints(provider(), PATIENCE).isPresent(), is(true));
        assertThat(questions.get(), is(1));
    }

    /** A sign-out on the day after waits for nobody. */
    @Test
    void whatWasKnownIsThereWhileItIsAskedForAnew() {
        var discovery = new Discovery(Duration.ZERO, ALWAYS);
        assertThat(discovery.endpoints(provider(), PATIENCE).isPresent(), is(true));
        slowFrom = 2;

        assertThat(discovery.endpoints(provider(), Duration.ZERO).isPresent(), is(true));
        awaitQuestions(2);
        assertThat(discovery.endpoints(provider(), Duration.ZERO).isPresent(), is(true));
    }

    @Test
    void whatWasKnownStaysSoWhenTheProviderIsDown() {
        var discovery = new Discovery(Duration.ZERO, Duration.ZERO);
        assertThat(discovery.endpoints(provider(), PATIENCE).isPresent(), is(true));
        var provider = provider();
        http.stop(0);

        for (int i = 0; i < 100; i++) {
            assertThat(discovery.endpoints(provider, PATIENCE).isPresent(), is(true));
            LockSupport.parkNanos(1_000_000);
        }
    }
}
