// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.test;

import dev.adieu.suite.Reply;
import dev.adieu.suite.UserAgent;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

/** What providers are told while the store does not answer. */
class BrokenStoreTest {
    private static final TestProvider PROVIDER = new TestProvider();
    private static final Served SHOP = new Served(PROVIDER, Map.of(), BreakableStore.class);

    private final String sid = UUID.randomUUID().toString();
    private final UserAgent desk = SHOP.agent();

    @BeforeEach
    void signIn() {
        desk.postForm("sign-in", Map.of("iss", PROVIDER.issuer(), "sub", "alice", "sid", sid));
        assertThat(desk.subject(), is("alice"));
    }

    @AfterAll
    static void stop() {
        SHOP.close();
        PROVIDER.close();
    }

    /** BC-22: 400 as well where the logout failed, and the same token once more is no replay. */
    @ParameterizedTest
    @ValueSource(strings = {"recall", "end", "remember"})
    void aLogoutTokenMayBeSentAgain(String method) {
        var token = PROVIDER.logoutToken(Map.of("sid", sid));
        BreakableStore.takeDown(method);

        var refused = send(token);

        assertThat(refused.status(), is(400));
        assertThat(refused.header("Cache-Control"), is("no-store"));
        assertThat(refused.json().getString("error"), is("temporarily_unavailable"));
        BreakableStore.takeDown();
        assertThat(send(token).status(), is(200));
        assertThat(desk.subject(), is(""));
    }

    @Test
    void aFrameIsNotToldThatItIsDone() {
        var path = "openid/front-channel-logout?iss=" + UserAgent.encode(PROVIDER.issuer()) + "&sid=" + sid;
        BreakableStore.takeDown("end");

        assertThat(SHOP.agent().get(path).status(), is(503));

        BreakableStore.takeDown();
        assertThat(SHOP.agent().get(path).status(), is(200));
        assertThat(desk.subject(), is(""));
    }

    private static Reply send(String token) {
        return SHOP.agent().postForm("openid/back-channel-logout", Map.of("logout_token", token));
    }
}
