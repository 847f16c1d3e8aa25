// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider.test;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.validators.LogoutTokenValidator;
import dev.adieu.EffectSettled;
import dev.adieu.openid.provider.Client;
import dev.adieu.openid.provider.ClientNotified;
import dev.adieu.openid.provider.ClientNotified.Outcome;
import dev.adieu.suite.UserAgent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

/** Clients that are told by logout tokens, over real connections. */
class ClientNotificationTest {
    private static final ServedIdp IDP = new ServedIdp();
    private static final Duration SOON = Duration.ofSeconds(20);

    private final String subject = "user" + UUID.randomUUID();
    private final String name = "client" + UUID.randomUUID();
    private final UserAgent desk = IDP.agent();
    private final List<Receiver> receivers = new CopyOnWriteArrayList<>();

    /** What became of it. */
    @ApplicationScoped
    public static class Heard {
        private static final List<ClientNotified> NOTIFIED = new CopyOnWriteArrayList<>();
        private static final List<EffectSettled> SETTLED = new CopyOnWriteArrayList<>();

        void hear(@Observes ClientNotified event) {
            NOTIFIED.add(event);
        }

        void hear(@Observes EffectSettled event) {
            SETTLED.add(event);
        }
    }

    @AfterAll
    static void stop() {
        IDP.close();
    }

    @BeforeEach
    void signIn() {
        desk.postForm("sign-in", Map.of("subject", subject));
    }

    @AfterEach
    void close() {
        receivers.forEach(Receiver::close);
    }

    private Receiver listening(Receiver receiver) {
        receivers.add(receiver);
        return receiver;
    }

    /** A client that the user is signed in to; its id. */
    private String client(UserAgent agent, String id, String receiver, boolean sessionRequired) {
        IDP.add(Client.builder(id)
                .confidential()
                .backChannel(receiver, sessionRequired)
                .build());
        signInTo(agent, id);
        return id;
    }

    private static String signInTo(UserAgent agent, String client) {
        return agent.postForm("authorize", Map.of("client_id", client)).json().getString("sid");
    }

    private static List<ClientNotified> of(String client) {
        return Heard.NOTIFIED.stream()
                .filter(each -> each.clientId().equals(client))
                .toList();
    }

    private static ClientNotified heard(String client) {
        await("what became of it").atMost(SOON).until(() -> of(client), not(empty()));
        return of(client).get(0);
    }

    private List<EffectSettled> settled() {
        return Heard.SETTLED.stream()
                .filter(each -> each.session().subject().equals(subject)
                        && each.outcome().effect().equals("openid-back-channel"))
                .toList();
    }

    /** BC-1 to BC-9, BC-15, S-27: as another implementation reads it. */
    @Test
    void theTokenIsWhatTheSpecificationSays() throws Exception {
        var receiver = listening(Receiver.answering(200));
        client(desk, name, receiver.url() + "?kept=yes", true);
        var sid = signInTo(desk, name);

        desk.post("sign-out");

        assertThat(heard(name).outcome(), is(Outcome.TOLD));
        assertThat(
                receiver.contentTypes().get(0).replaceFirst(";.*", ""), is("POST application/x-www-form-urlencoded"));
        var token = SignedJWT.parse(receiver.tokens().get(0));
        var validator = new LogoutTokenValidator(
                new Issuer(ServedIdp.ISSUER),
                new ClientID(name),
                JWSAlgorithm.RS256,
                IDP.keys().all().toPublicJWKSet());
        var claims = validator.validate(token);
        assertThat(claims.getSubject().getValue(), is(subject));
        assertThat(claims.getSessionID().getValue(), is(sid));
        assertThat(claims.getStringClaim("nonce"), is(nullValue()));
        assertThat(claims.getStringClaim("logout_reason"), is("sign_out"));
        assertThat(token.getHeader().getType(), is(LogoutTokenValidator.TYPE));
        var read = token.getJWTClaimsSet();
        assertThat(read.getExpirationTime().getTime() - read.getIssueTime().getTime(), is(120_000L));
        assertThat(
                read.getJSONObjectClaim("events"),
                is(Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of())));
        assertThat(token.getHeader().getKeyID(), is(IDP.keys().current().getKeyID()));
    }

    /** S-22: behind the answer. */
    @Test
    void theAnswerDoesNotWaitForThem() throws Exception {
        var release = new CountDownLatch(1);
        var receiver = listening(new Receiver((exchange, number) -> {
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            Receiver.status(exchange, 204);
        }));
        client(desk, name, receiver.url(), true);

        assertThat(desk.post("sign-out").json().getBoolean("ok"), is(true));

        await().atMost(SOON).until(receiver::tokens, hasSize(1));
        assertThat(of(name), is(empty()));
        assertThat(settled(), is(empty()));
        release.countDown();
        // BC-11
        assertThat(heard(name).outcome(), is(Outcome.TOLD));
        await().atMost(SOON).until(this::settled, hasSize(1));
        assertThat(settled().get(0).outcome().ok(), is(true));
    }

    /** BC-10 */
    @Test
    void whatMayPassIsTriedAgainWithTheSameToken() {
        var receiver = listening(Receiver.answering(500, 429, 200));
        client(desk, name, receiver.url(), true);

        desk.post("sign-out");

        assertThat(heard(name).outcome(), is(Outcome.TOLD));
        assertThat(heard(name).attempts(), is(3));
        assertThat(receiver.tokens(), hasSize(3));
        assertThat(receiver.tokens().stream().distinct().toList(), hasSize(1));
    }

    /** BC-10 */
    @ParameterizedTest
    @ValueSource(ints = {400, 404, 307})
    void whatIsRefusedIsNotTriedAgain(int status) {
        var elsewhere = listening(Receiver.answering(200));
        var receiver = listening(new Receiver((exchange, number) -> {
            exchange.getResponseHeaders().set("Location", elsewhere.url());
            Receiver.status(exchange, status);
        }));
        client(desk, name, receiver.url(), true);

        desk.post("sign-out");

        assertThat(heard(name).outcome(), is(Outcome.REFUSED));
        assertThat(heard(name).detail(), is("HTTP " + status));
        await().atMost(SOON).until(this::settled, hasSize(1));
        assertThat(settled().get(0).outcome().ok(), is(true));
        assertThat(receiver.tokens(), hasSize(1));
        assertThat(elsewhere.tokens(), is(empty()));
    }

    /** BC-3, BC-12, L-14 */
    @Test
    void whoIsSignedOutEverywhereIsNamedWithoutASession() throws Exception {
        var receiver = listening(Receiver.answering(200));
        var strict = listening(Receiver.answering(200));
        client(desk, name, receiver.url(), false);
        client(desk, "strict" + name, strict.url(), true);
        var phone = IDP.agent();
        phone.postForm("sign-in", Map.of("subject", subject));
        signInTo(phone, name);
        signInTo(phone, "strict" + name);

        desk.post("sign-out/everywhere");

        await().atMost(SOON).until(() -> of("strict" + name), hasSize(2));
        await().atMost(SOON).until(() -> of(name), hasSize(1));
        var claims = SignedJWT.parse(receiver.tokens().get(0)).getJWTClaimsSet();
        assertThat(claims.getSubject(), is(subject));
        assertThat(claims.getClaim("sid"), is(nullValue()));
        for (var token : strict.tokens()) {
            assertThat(SignedJWT.parse(token).getJWTClaimsSet().getClaim("sid"), is(not(nullValue())));
        }
    }

    /** A device that is signed out alone leaves the others: their clients hear of that session and no other. */
    @Test
    void oneDeviceIsNamedByItsSession() throws Exception {
        var receiver = listening(Receiver.answering(200));
        client(desk, name, receiver.url(), false);
        var phone = IDP.agent();
        phone.postForm("sign-in", Map.of("subject", subject));
        var sid = signInTo(phone, name);

        phone.post("sign-out");

        assertThat(heard(name).sid().orElseThrow(), is(sid));
        assertThat(SignedJWT.parse(receiver.tokens().get(0)).getJWTClaimsSet().getClaim("sid"), is(sid));
    }

    /** Some lose the way if they are told before. */
    @Test
    void whoAskedForItIsToldWhenItsBrowserIsBack() {
        var asking = listening(Receiver.answering(200));
        var other = listening(Receiver.answering(200));
        client(desk, name, asking.url(), true);
        client(desk, "other" + name, other.url(), true);
        var hint = desk.postForm("authorize", Map.of("client_id", name)).json().getString("id_token");

        var asked = desk.get("openid/end-session?id_token_hint=" + hint);
        desk.get(IDP.path(asked.header("Location")), UserAgent.NAVIGATION);

        assertThat(desk.subject(), is(""));
        assertThat(heard("other" + name).outcome(), is(Outcome.TOLD));
        assertThat(asking.tokens(), is(empty()));
        await().atMost(SOON.multipliedBy(2)).until(asking::tokens, hasSize(1));
    }

    /** What operators see. */
    @Test
    void isCounted() throws Exception {
        var receiver = listening(Receiver.answering(200));
        client(desk, name, receiver.url(), true);
        desk.post("sign-out");
        heard(name);

        var bean = new ObjectName("dev.adieu:type=ClientNotifications,issuer=" + ObjectName.quote(ServedIdp.ISSUER));
        var told = (long) ManagementFactory.getPlatformMBeanServer().getAttribute(bean, "Told");

        assertThat(told, is(greaterThan(0L)));
    }
}
