// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.adieu.Reason;
import dev.adieu.SessionId;
import dev.adieu.UserSession;
import dev.adieu.openid.provider.ClientNotified.Outcome;
import dev.adieu.openid.provider.test.Receiver;
import dev.adieu.openid.test.SelfSigned;
import dev.adieu.spi.Ending;
import dev.adieu.spi.SessionRecord;
import dev.adieu.spi.SessionRegistry;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
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
        return ended(Instant.now());
    }

    private static SessionRecord ended(Instant now) {
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

    /** Else nobody would know why it is never told. */
    @Test
    void whoMayNotBeCalledIsNamedOnceWithTheSetting() throws Exception {
        client("private", "http://127.0.0.1:9/");
        var lines = new CopyOnWriteArrayList<String>();
        var log = Logger.getLogger("dev.adieu");
        var handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                lines.add(new SimpleFormatter().formatMessage(line));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        log.addHandler(handler);
        try {
            for (int i = 0; i < 2; i++) {
                var all = notifications.tell(List.of(ended()));
                assertThrows(CompletionException.class, all::join);
            }
        } finally {
            log.removeHandler(handler);
        }

        assertThat(
                lines,
                is(List.of("Client private cannot be told of sessions that have ended: The address of 127.0.0.1 is not"
                        + " public; if it may be called, name the host in adieu.openid-provider.internal-receivers")));
    }

    @Test
    void whoseCertificateNobodyKnowsIsSentNothing(@TempDir Path folder) throws Exception {
        var asked = new AtomicInteger();
        var https = HttpsServer.create(new InetSocketAddress("localhost", 0), 0);
        https.setHttpsConfigurator(new HttpsConfigurator(SelfSigned.in(folder)));
        https.createContext("/", exchange -> {
            asked.incrementAndGet();
            Receiver.status(exchange, 200);
        });
        https.start();
        try {
            client("stranger", "https://localhost:" + https.getAddress().getPort() + "/");

            assertThrows(
                    CompletionException.class,
                    () -> notifications.tell(List.of(ended())).join());

            assertThat(heard.get("stranger").detail(), is(SSLHandshakeException.class.getName()));
            assertThat(asked.get(), is(0));
        } finally {
            https.stop(0);
        }
    }

    /** What every node was down for is known no longer, and nobody is said to have been told. */
    @Test
    void whoIsForgottenIsNotSaidToBeTold() {
        var longAgo = ended(Instant.now().minus(Provider.OWED).minusSeconds(1));

        var failure = assertThrows(
                        CompletionException.class,
                        () -> notifications.tell(List.of(longAgo)).join())
                .getCause();

        assertThat(failure, is(instanceOf(Outbox.ClientsForgottenException.class)));
        notifications.tell(List.of(ended())).join();
    }

    /** BC-8, BC-10 */
    @Test
    void aTokenIsSentAgainAsLongAsItIsGood() {
        var now = new AtomicReference<>(Instant.now());
        var clock = new Clock() {
            @Override
            public Instant instant() {
                return now.get();
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
        var sent = new ArrayList<String>();
        var sender = new Sender(
                new LogoutTokens("https://id.example", KEYS, clock),
                (receiver, token) -> {
                    sent.add(token);
                    return new Receivers.Reply(503, "");
                },
                subject -> true,
                clock);
        var client = Client.builder("shop")
                .backChannel("https://shop.example/", true)
                .build();
        var delivery = new Delivery(client, "alice", List.of(SID), false, Reason.SIGN_OUT);

        sender.send(delivery);
        now.updateAndGet(time -> time.plusSeconds(90));
        sender.send(delivery);
        now.updateAndGet(time -> time.plusSeconds(30));
        sender.send(delivery);

        assertThat(sent.get(1), is(sent.get(0)));
        assertThat(sent.get(2), is(not(sent.get(0))));
    }

    /** BC-3: a token for all would end what has begun meanwhile, too. */
    @Test
    void whoHasSignedInAgainIsNotToldForAll() {
        var sent = new ArrayList<String>();
        var sender = new Sender(
                new LogoutTokens("https://id.example", KEYS, Clock.systemUTC()),
                (receiver, token) -> {
                    sent.add(token);
                    return new Receivers.Reply(200, "");
                },
                subject -> false,
                Clock.systemUTC());
        var client = Client.builder("shop")
                .backChannel("https://shop.example/", false)
                .build();
        var sids = List.of(SID, "b".repeat(22));

        var all = sender.send(new Delivery(client, "alice", sids, true, Reason.SIGN_OUT));
        var one = sender.send(new Delivery(client, "alice", List.of(SID), false, Reason.SIGN_OUT));

        assertThat(all.isFinal(), is(false));
        assertThat(one.isFinal(), is(true));
        assertThat(sent, hasSize(1));
    }

    @Test
    void aKeyThatCannotSignLeavesAllForLater() {
        var shared = new OctetSequenceKey.Builder(new byte[32])
                .algorithm(JWSAlgorithm.HS256)
                .build();
        assertThrows(IllegalArgumentException.class, () -> SigningKeys.of(shared));
        var unable = new SigningKeys() {
            @Override
            public JWKSet all() {
                return new JWKSet(shared);
            }

            @Override
            public JWK current() {
                return shared;
            }
        };
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
    @CsvSource(
            value = {
                "200,TOLD,''",
                "204,TOLD,''",
                "201,REFUSED,''",
                "202,REFUSED,''",
                "301,REFUSED,''",
                "302,REFUSED,''",
                "303,REFUSED,''",
                "307,REFUSED,''",
                "308,REFUSED,''",
                "400,REFUSED,''",
                "401,REFUSED,''",
                "403,REFUSED,''",
                "404,REFUSED,''",
                "410,REFUSED,''",
                "413,REFUSED,''",
                "429,FAILED,''",
                "500,FAILED,''",
                "502,FAILED,''",
                "503,FAILED,''",
                "504,FAILED,''",
                "400,REFUSED,'{\"error\":\"invalid_request\"}'",
                "400,REFUSED,'{\"error\":1}'",
                "400,REFUSED,'{'",
                "400,FAILED,'{\"error\":\"temporarily_unavailable\"}'",
                "400,FAILED,'{\"error\":\"server_error\"}'"
            })
    void anAnswerIsOneOfThese(int status, Outcome outcome, String body) {
        var sender = new Sender(
                new LogoutTokens("https://id.example", KEYS, Clock.systemUTC()),
                (receiver, token) -> new Receivers.Reply(status, body),
                subject -> true,
                Clock.systemUTC());
        var client = Client.builder("shop")
                .backChannel("https://shop.example/", true)
                .build();

        var answer = sender.send(new Delivery(client, "alice", List.of(SID), false, Reason.SIGN_OUT));

        assertThat(answer.outcome(), is(outcome));
    }
}
