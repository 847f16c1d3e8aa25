// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider.test;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.adieu.openid.provider.Client;
import dev.adieu.openid.provider.SessionAdministration;
import dev.adieu.openid.provider.SessionRemoval;
import dev.adieu.suite.UserAgent;
import jakarta.enterprise.inject.spi.CDI;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

/** Whatever ends a session, its clients are told. */
class EndsTellClientsTest {
    private static final ServedIdp IDP = ServedIdp.with(
            Map.of(
                    "adieu.idle-timeout", "4s",
                    "adieu.sweep-interval", "1s",
                    "adieu.openid-provider.internal-receivers", "localhost"),
            Idp.Beans.class);

    private final String subject = "user" + UUID.randomUUID();
    private final String client = "client" + UUID.randomUUID();
    private final Receiver receiver = Receiver.answering(200);
    private final UserAgent desk = IDP.agent();
    private String sid;

    @AfterAll
    static void stop() {
        IDP.close();
    }

    @BeforeEach
    void signIn() {
        IDP.add(Client.builder(client)
                .confidential()
                .backChannel(receiver.url(), true)
                .build());
        desk.postForm("sign-in", Map.of("subject", subject));
        sid = desk.postForm("authorize", Map.of("client_id", client)).json().getString("sid");
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    private static SessionAdministration administration() {
        return CDI.current().select(SessionAdministration.class).get();
    }

    private JWTClaimsSet told() throws ParseException {
        await().atMost(Duration.ofSeconds(20)).until(receiver::tokens, hasSize(1));
        var claims = SignedJWT.parse(receiver.tokens().get(0)).getJWTClaimsSet();
        assertThat(claims.getClaim("sid"), is(sid));
        return claims;
    }

    /** S-26, L-18 */
    @Test
    void timeDoes() throws ParseException {
        assertThat(told().getStringClaim("logout_reason"), is("idle_timeout"));
    }

    /** S-26: an account that is disabled. */
    @Test
    void anAdministratorDoes() throws ParseException {
        administration().remove(SessionRemoval.ofSubject(subject).build());

        assertThat(desk.subject(), is(""));
        assertThat(told().getStringClaim("logout_reason"), is("administrator"));
    }

    /** S-25 */
    @Test
    void theSessionMayStay() throws ParseException {
        administration().remove(SessionRemoval.ofSid(sid).endSession(false).build());

        assertThat(desk.subject(), is(subject));
        assertThat(told().getStringClaim("logout_reason"), is("administrator"));
    }

    /** S-25 */
    @Test
    void unlessTheAdministratorSaysNot() throws ParseException {
        var another = IDP.agent();
        another.postForm("sign-in", Map.of("subject", subject));
        administration().remove(SessionRemoval.ofSid(sid).notifyClients(false).build());
        assertThat(desk.subject(), is(""));

        var other = another.postForm("authorize", Map.of("client_id", client))
                .json()
                .getString("sid");
        another.post("sign-out");

        await().atMost(Duration.ofSeconds(20)).until(receiver::tokens, hasSize(1));
        assertThat(SignedJWT.parse(receiver.tokens().get(0)).getJWTClaimsSet().getClaim("sid"), is(other));
    }
}
