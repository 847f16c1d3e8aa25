// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider.test;

import com.nimbusds.jwt.SignedJWT;
import dev.adieu.openid.provider.Client;
import dev.adieu.openid.test.TestProvider;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

/** A provider whose people sign in at another, which tells it by logout tokens: so it tells its own clients. */
class UpstreamBackChannelTest {
    private static final TestProvider UPSTREAM = new TestProvider();
    private static final Receiver SHOP = Receiver.answering(200);
    private static ServedIdp idp;

    @BeforeAll
    static void start() {
        idp = new ServedIdp(Map.of(
                "adieu.openid-provider.issuer",
                ServedIdp.ISSUER,
                "adieu.openid-provider.url",
                ServedIdp.ISSUER + "/openid",
                "adieu.openid-provider.internal-receivers",
                "localhost",
                "adieu.openid.upstream.issuer",
                UPSTREAM.issuer(),
                "adieu.openid.upstream.client-id",
                "idp"));
        idp.add(Client.builder("online-shop")
                .confidential()
                .backChannel(SHOP.url(), true)
                .build());
    }

    @AfterAll
    static void stop() {
        idp.close();
        UPSTREAM.close();
        SHOP.close();
    }

    /** S-23, BC-21 */
    @Test
    void aLogoutTokenFromUpstreamReachesOurClients() throws Exception {
        var upstreamSid = UUID.randomUUID().toString();
        var desk = idp.agent();
        desk.postForm("sign-in", Map.of("subject", "alice", "iss", UPSTREAM.issuer(), "sid", upstreamSid));
        var sid = desk.postForm("authorize", Map.of("client_id", "online-shop"))
                .json()
                .getString("sid");
        assertThat(SHOP.tokens(), is(empty()));

        var claims = UPSTREAM.claims().audience("idp").claim("sid", upstreamSid).build();
        var received = idp.agent()
                .postForm(
                        "upstream/back-channel-logout",
                        Map.of("logout_token", UPSTREAM.sign(UPSTREAM.header().build(), claims)));

        assertThat(received.toString(), received.status(), is(200));
        assertThat(desk.subject(), is(""));
        await().atMost(Duration.ofSeconds(20)).until(SHOP::tokens, hasSize(1));
        var told = SignedJWT.parse(SHOP.tokens().get(0)).getJWTClaimsSet();
        assertThat(told.getIssuer(), is(ServedIdp.ISSUER));
        assertThat(told.getClaim("sid"), is(sid));
    }
}
