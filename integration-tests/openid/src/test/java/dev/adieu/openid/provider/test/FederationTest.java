// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider.test;

import dev.adieu.suite.UserAgent;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.adieu.suite.UserAgent.encode;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

/** A provider whose people sign in at another, upstream. */
class FederationTest {
    private static final ServedIdp IDP = new ServedIdp();

    private final String sid = UUID.randomUUID().toString();
    private final UserAgent desk = IDP.agent();

    @AfterAll
    static void stop() {
        IDP.close();
    }

    @BeforeEach
    void signIn() {
        desk.postForm("sign-in", Map.of("subject", "alice", "iss", ServedIdp.UPSTREAM, "sid", sid));
        assertThat(desk.subject(), is("alice"));
    }

    private String hint(String client) {
        return desk.postForm("authorize", Map.of("client_id", client)).json().getString("id_token");
    }

    /** FC-7, S-23: the frame that the provider upstream shows has our clients' in it. */
    @Test
    void aFrameOfTheProviderUpstreamTellsOurClients() {
        hint("shop");
        hint("blog");

        var frame = IDP.agent().get("upstream/front-channel-logout?iss=" + encode(ServedIdp.UPSTREAM) + "&sid=" + sid);

        assertThat(frame.status(), is(200));
        assertThat(desk.subject(), is(""));
        assertThat(
                frame.body(),
                allOf(
                        containsString("src=\"https://shop.example/front?a=b&amp;iss=" + encode(ServedIdp.ISSUER)),
                        containsString("src=\"https://blog.example/front\"")));
        assertThat(
                frame.header("Content-Security-Policy"),
                is("default-src 'none'; frame-src https://shop.example https://blog.example; frame-ancestors "
                        + ServedIdp.UPSTREAM));
    }

    @Test
    void nobodyElsesClientsAreTold() {
        hint("shop");

        var frame = IDP.agent().get("upstream/front-channel-logout?iss=" + encode(ServedIdp.UPSTREAM) + "&sid=another");

        assertThat(frame.body(), not(containsString("<iframe")));
        assertThat(desk.subject(), is("alice"));
    }

    /** S-21: there first, and back to the page that tells our clients and leads on to the one that asked. */
    @Test
    void aSignOutGoesUpstreamAndComesBackToTheClients() {
        var start = desk.get("openid/end-session?id_token_hint=" + hint("shop") + "&post_logout_redirect_uri="
                + encode(Idp.OUT) + "&state=x");

        var upstream = desk.get(IDP.path(start.header("Location")), UserAgent.NAVIGATION);

        assertThat(desk.subject(), is(""));
        var url = upstream.header("Location");
        assertThat(url, startsWith(ServedIdp.UPSTREAM + "/end?"));
        var state = url.replaceAll(".*[?&]state=([^&]+).*", "$1");
        var back = desk.get("upstream/signed-out?state=" + state, UserAgent.NAVIGATION);
        assertThat(back.toString(), back.status(), is(303));
        var page = desk.get(IDP.path(back.header("Location")), UserAgent.NAVIGATION);
        assertThat(
                page.body(),
                allOf(
                        containsString("https://shop.example/front"),
                        containsString("href=\"" + Idp.OUT + "?state=x\"")));
    }
}
