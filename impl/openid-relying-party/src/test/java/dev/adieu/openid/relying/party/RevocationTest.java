// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.relying.party;

import com.sun.net.httpserver.HttpServer;
import dev.adieu.FederatedLink;
import dev.adieu.Reason;
import dev.adieu.SessionId;
import dev.adieu.SessionSelector;
import dev.adieu.SignIn;
import dev.adieu.UserSession;
import dev.adieu.spi.Ending;
import dev.adieu.spi.SessionRecord;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** When tokens are revoked, and what becomes of a provider's answers. */
class RevocationTest {
    private static final String ISSUER = "https://idp.example";
    private static final URI ELSEWHERE = URI.create("https://idp.example/end-session");

    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final Set<SessionSelector> live = new HashSet<>();
    private int status = 200;
    private HttpServer http;

    @BeforeEach
    void listen() throws IOException {
        http = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        http.createContext("/revoke", exchange -> {
            asked.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"))
                            .split(" ")[0] + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            if (status == 302) {
                exchange.getResponseHeaders().set("Location", "/revoke");
            }
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        http.start();
    }

    @AfterEach
    void stop() {
        http.stop(0);
    }

    @Test
    void theRefreshTokenGoesFirst() throws IOException {
        atOnce(false).perform(List.of(ended(1)));

        assertThat(
                asked,
                contains(
                        allOf(startsWith("Basic "), containsString("token=refresh")),
                        allOf(startsWith("Basic "), containsString("token=access"))));
    }

    @Test
    void whereTheBrowserIsLedThereTheyWait() throws IOException {
        atOnce(true).perform(List.of(ended(0)));
        assertThat(asked, is(empty()));

        afterwards(true).perform(List.of(ended(1)));
        assertThat(asked.size(), is(2));
        assertThat(afterwards(true).waits() && afterwards(true).durable(), is(true));
    }

    @Test
    void whereItIsNotTheyAreRevokedOnce() throws IOException {
        atOnce(false).perform(List.of(ended(1)));
        afterwards(false).perform(List.of(ended(1)));

        assertThat(asked.size(), is(2));
    }

    /** TR-6 */
    @Test
    void whatMayPassIsTriedAgain() {
        for (int each : new int[] {503, 500, 401, 302}) {
            status = each;
            assertThrows(IOException.class, () -> atOnce(false).perform(List.of(ended(0))));
        }
        http.stop(0);
        assertThrows(IOException.class, () -> atOnce(false).perform(List.of(ended(0))));
        assertThat("redirects followed", asked.size(), is(4));
    }

    @Test
    void whatIsRefusedForGoodIsNot() throws IOException {
        status = 400;

        atOnce(false).perform(List.of(ended(1)));

        assertThat(asked.size(), is(2));
    }

    /** Each of its bytes comes within the time that one may take. */
    @Test
    void aTrickleIsCutOff() throws Exception {
        try (var trickle = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var drips = new Thread(() -> drip(trickle));
            drips.setDaemon(true);
            drips.start();
            var start = System.nanoTime();

            var revocation = revocation(false, false, Optional.empty(), trickle.getLocalPort());
            assertThrows(IOException.class, () -> revocation.perform(List.of(ended(0))));

            assertThat(Duration.ofNanos(System.nanoTime() - start), is(lessThan(Duration.ofSeconds(5))));
        }
    }

    private static void drip(ServerSocket listener) {
        try (var socket = listener.accept()) {
            var answer = socket.getOutputStream();
            for (int i = 0; i < 100; i++) {
                answer.write(
                        i == 0 ? "HTTP/1.1 200 OK\r\nX-X: ".getBytes(StandardCharsets.US_ASCII) : new byte[] {'x'});
                answer.flush();
                LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
            }
        } catch (IOException e) {
            // Cut off
        }
    }

    /** They are the tokens of whoever has come back by it, too. */
    @Test
    void noneWhileAnotherSessionHangsOnTheSameOneOfTheProvider() throws IOException {
        live.add(SessionSelector.byIssuerAndSid(ISSUER, "s1"));

        assertThrows(IOException.class, () -> atOnce(false).perform(List.of(ended(0))));
        assertThrows(IOException.class, () -> afterwards(true).perform(List.of(ended(1))));

        assertThat(asked, is(empty()));
        live.clear();
        afterwards(true).perform(List.of(ended(2)));
        assertThat(asked.size(), is(2));
    }

    @Test
    void aPublicClientSaysWhoItIs() throws IOException {
        revocation(false, false, Optional.empty()).perform(List.of(ended(1)));

        assertThat(asked.get(0), allOf(startsWith("null "), containsString("client_id=shop")));
    }

    @Test
    void aThousandSessionsDoNotHoldUpASignOut() {
        var many = Stream.generate(() -> ended(0)).limit(1000).toList();
        http.removeContext("/revoke");
        http.createContext("/revoke", exchange -> {
            asked.add("");
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });

        assertThrows(IOException.class, () -> atOnce(false).perform(many));

        assertThat(asked.size(), is(lessThan(100)));
    }

    @Test
    void otherSessionsAreNotItsBusiness() throws IOException {
        var unlinked = new SessionRecord(ended(0).session(), Set.of(), ended(0).secrets(), null);

        atOnce(false).perform(List.of(unlinked));

        assertThat(asked, is(empty()));
    }

    private Revocation atOnce(boolean leads) {
        return revocation(false, leads, Optional.of("s3cret"));
    }

    private Revocation afterwards(boolean leads) {
        return revocation(true, leads, Optional.of("s3cret"));
    }

    private Revocation revocation(boolean waits, boolean leads, Optional<String> secret) {
        return revocation(waits, leads, secret, http.getAddress().getPort());
    }

    private Revocation revocation(boolean waits, boolean leads, Optional<String> secret, int port) {
        var endpoints = new Endpoints(
                leads ? Optional.of(ELSEWHERE) : Optional.empty(),
                Optional.of(URI.create("http://localhost:" + port + "/revoke")),
                Optional.empty());
        var provider = new Provider(
                "idp",
                ISSUER,
                "shop",
                secret,
                Optional.empty(),
                Optional.of(endpoints),
                Set.of(),
                false,
                Optional.empty());
        return new Revocation(waits, new Providers(List.of(provider)), new Discovery(), live::contains);
    }

    private static SessionRecord ended(int attempts) {
        var now = Instant.now();
        var session = new UserSession(
                new SessionId("0123456789abcdefABCDEF__"), "alice", Set.of(), "Cookies", now, now, now, Map.of());
        return new SessionRecord(
                session,
                Set.of(new FederatedLink(ISSUER, "alice", "s1")),
                Map.of(SignIn.REFRESH_TOKEN, "refresh", SignIn.ACCESS_TOKEN, "access"),
                new Ending(Reason.SIGN_OUT, now, Set.of(), attempts));
    }
}
