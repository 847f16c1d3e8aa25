// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider;

import dev.adieu.Reason;
import dev.adieu.SessionId;
import dev.adieu.UserSession;
import dev.adieu.openid.provider.ClientNotified.Outcome;
import dev.adieu.openid.provider.test.Receiver;
import dev.adieu.spi.Ending;
import dev.adieu.spi.SessionRecord;
import dev.adieu.spi.SessionRegistry;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** What may be wrong with a client, over real connections. */
class NotificationsTest {
    private static final SigningKeys KEYS = SigningKeys.generated();
    private static final String SID = "a".repeat(22);
    private static final Instant LATER = Instant.now().plusSeconds(600);

    private final Map<String, String> facts = new ConcurrentHashMap<>();
    private final Map<String, Client> clients = new ConcurrentHashMap<>();
    private final Map<String, ClientNotified> heard = new ConcurrentHashMap<>();
    private final SessionRegistry registry = (SessionRegistry) Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {SessionRegistry.class},
            (proxy, method, arguments) -> switch (method.getName()) {
                case "remember" -> Optional.ofNullable(facts.putIfAbsent((String) arguments[0], (String) arguments[1]));
                case "recall" -> Optional.ofNullable(facts.get((String) arguments[0]));
                default -> throw new UnsupportedOperationException(method.getName());
            });
    private final Notifications notifications = notifications(KEYS);

    private Notifications notifications(SigningKeys keys) {
        return new Notifications(
                16,
                new LogoutTokens("https://id.example", keys, Clock.systemUTC()),
                new PublicAddresses(Set.of("localhost")),
                new Lanes.Retries(Duration.ofMillis(100), Duration.ofSeconds(2)),
                notified -> heard.put(notified.clientId(), notified),
                (planning, deliver) -> new Outbox(
                        registry,
                        id -> Optional.ofNullable(clients.get(id)),
                        selector -> false,
                        record -> Restriction.NONE,
                        planning,
                        deliver,
                        Clock.systemUTC()));
    }

    @AfterEach
    void stop() {
        notifications.close();
    }

    private void client(String id, String receiver) {
        clients.put(
                id,
                Client.builder(id).confidential().backChannel(receiver, true).build());
        new ClientSessions(registry).note(SID, "alice", id, LATER, LATER);
    }

    private static SessionRecord ended() {
        var now = Instant.now();
        return new SessionRecord(
                new UserSession(new SessionId(SID), "alice", Set.of(), "Cookies", now, now, now, Map.of()),
                Set.of(),
                Map.of(),
                new Ending(Reason.SIGN_OUT, now, Set.of(), 0));
    }

    private static void silence() throws IOException {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static Receiver huge() {
        return new Receiver((exchange, number) -> {
            exchange.sendResponseHeaders(200, 1L << 30);
            var chunk = new byte[1 << 16];
            for (int i = 0; i < 1 << 14; i++) {
                exchange.getResponseBody().write(chunk);
            }
        });
    }

    private static Receiver trickling() {
        return new Receiver((exchange, number) -> {
            exchange.sendResponseHeaders(503, 0);
            try (var body = exchange.getResponseBody()) {
                while (!new CountDownLatch(1).await(100, TimeUnit.MILLISECONDS)) {
                    body.write(' ');
                    body.flush();
                }
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        });
    }

    /** S-22 */
    @Test
    void whatIsWrongWithOneIsItsOwn() {
        try (var huge = huge();
                var trickling = trickling();
                var silent = new Receiver((exchange, number) -> silence());
                var fine = Receiver.answering(200)) {
            client("huge", huge.url());
            client("trickling", trickling.url());
            client("silent", silent.url());
            client("dead", "http://localhost:1/");
            client("nobody", "http://no-such-host.invalid/");
            client("no-tls", fine.url().replace("http:", "https:"));
            client("broken", "http://localhost:99999/");
            client("private", fine.url().replace("localhost", "127.0.0.1"));
            client("link-local", "http://169.254.169.254/latest/meta-data");
            client("v6", "http://[::1]:80/");
            client("fine", fine.url());

            var start = System.nanoTime();
            var all = notifications.tell(List.of(ended()));
            while (!heard.containsKey("fine") && System.nanoTime() - start < TimeUnit.SECONDS.toNanos(10)) {
                Thread.onSpinWait();
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start), is(lessThan(Duration.ofSeconds(4))));
            var failure = assertThrows(CompletionException.class, all::join).getCause();

            assertThat(failure.getMessage(), is("9 clients are still to be told"));
            assertThat(heard.get("fine").outcome(), is(Outcome.TOLD));
            assertThat(fine.tokens(), hasSize(1));
            assertThat(heard.get("huge").outcome(), is(Outcome.TOLD));
            for (var each : List.of("private", "link-local", "v6")) {
                assertThat(each, heard.get(each).detail(), is(PublicAddresses.NotPublicException.class.getName()));
                assertThat(each, heard.get(each).attempts(), is(1));
            }
            for (var each : List.of("trickling", "silent", "dead", "nobody", "no-tls", "broken")) {
                assertThat(each, heard.get(each).outcome(), is(Outcome.FAILED));
            }
            assertThat(heard.get("trickling").detail(), is("HTTP 503"));
            assertThat(heard.get("dead").attempts() > 1, is(true));
        }
    }

    @Test
    void aKeyThatCannotSignLeavesAllForLater() {
        var unable = SigningKeys.of(new com.nimbusds.jose.jwk.OctetSequenceKey.Builder(new byte[32]).build());
        try (var fine = Receiver.answering(200);
                var without = notifications(unable)) {
            client("fine", fine.url());

            assertThrows(CompletionException.class, () -> without.tell(List.of(ended()))
                    .join());

            assertThat(heard.get("fine").outcome(), is(Outcome.FAILED));
            notifications.tell(List.of(ended())).join();
            assertThat(heard.get("fine").outcome(), is(Outcome.TOLD));
        }
    }

    /** BC-10, BC-11 */
    @ParameterizedTest
    @CsvSource({
        "200,TOLD", "204,TOLD", "201,REFUSED", "202,REFUSED", "301,REFUSED", "302,REFUSED", "303,REFUSED",
        "307,REFUSED", "308,REFUSED", "400,REFUSED", "401,REFUSED", "403,REFUSED", "404,REFUSED", "410,REFUSED",
        "413,REFUSED", "429,FAILED", "500,FAILED", "502,FAILED", "503,FAILED", "504,FAILED"
    })
    void anAnswerIsOneOfThese(int status, Outcome outcome) {
        var sender = new Sender(
                new LogoutTokens("https://id.example", KEYS, Clock.systemUTC()),
                (receiver, token) -> status,
                Clock.systemUTC());
        var client = Client.builder("shop")
                .backChannel("https://shop.example/", true)
                .build();

        var answer = sender.send(new Delivery(client, "alice", List.of(SID), false, Reason.SIGN_OUT));

        assertThat(answer.outcome(), is(outcome));
    }
}
