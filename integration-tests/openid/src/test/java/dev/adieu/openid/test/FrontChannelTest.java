// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.test;

import dev.adieu.suite.Reply;
import dev.adieu.suite.UserAgent;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.adieu.suite.UserAgent.encode;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

/** What a frame on the provider's page ends. */
class FrontChannelTest {
    /** What a browser says of a frame on another site's page. */
    private static final String[] FRAMED = {
        "Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "iframe", "Accept", "text/html"
    };

    private static final TestProvider PROVIDER = new TestProvider();
    private static final Served SHOP = new Served(PROVIDER, Map.of());

    private final String sid = UUID.randomUUID().toString();
    private final UserAgent desk = signedIn(sid);

    @AfterAll
    static void stop() {
        SHOP.close();
        PROVIDER.close();
    }

    private static UserAgent signedIn(String sid) {
        var agent = SHOP.agent();
        agent.postForm("sign-in", Map.of("iss", PROVIDER.issuer(), "sub", "alice", "sid", sid));
        assertThat(agent.subject(), is("alice"));
        return agent;
    }

    private static Reply load(UserAgent agent, String query) {
        return agent.get("openid/front-channel-logout?" + query, FRAMED);
    }

    @Test
    void endsTheSessionAndTheBrowserForgetsItsCookie() {
        var reply = load(desk, "iss=" + encode(PROVIDER.issuer()) + "&sid=" + sid);

        assertThat(reply.status(), is(200));
        assertThat(reply.header("Cache-Control"), is("no-store"));
        assertThat(reply.header("Content-Security-Policy"), containsString("frame-ancestors " + PROVIDER.issuer()));
        assertThat(reply.expiresCookie(), is(true));
        assertThat(desk.subject(), is(""));
    }

    /** FC-9: browsers send no cookies from frames any more. */
    @Test
    void endsTheSessionWithoutTheCookieToo() {
        load(SHOP.agent(), "iss=" + encode(PROVIDER.issuer()) + "&sid=" + sid);

        assertThat(desk.subject(), is(""));
    }

    @Test
    void endsNoOtherSession() {
        var other = signedIn("another");

        load(desk, "iss=" + encode(PROVIDER.issuer()) + "&sid=" + sid);

        assertThat(other.subject(), is("alice"));
    }

    @Test
    void isASuccessAgain() {
        var query = "iss=" + encode(PROVIDER.issuer()) + "&sid=" + sid;
        load(desk, query);

        assertThat(load(desk, query).status(), is(200));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "iss=ISS",
                "sid=SID",
                "iss=https://another.example&sid=SID",
                "iss=ISS&sid=unknown",
                "iss=ISS&sid=",
                "iss=ISS/&sid=SID",
                "iss=ISS&iss=ISS&sid=SID",
                "iss=ISS&sid=SID&sid=another"
            })
    void whatNamesNoSessionIsIgnored(String query) {
        var reply = load(desk, query.replace("ISS", encode(PROVIDER.issuer())).replace("SID", sid));

        assertThat(reply.status(), is(200));
        assertThat(desk.subject(), is("alice"));
    }

    @Test
    void strangersMayNotFrameIt() {
        assertThat(
                load(desk, "iss=" + encode("https://another.example") + "&sid=" + sid)
                        .header("Content-Security-Policy"),
                containsString("frame-ancestors 'none'"));
    }
}
