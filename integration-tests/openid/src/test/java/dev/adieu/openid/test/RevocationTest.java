// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.test;

import dev.adieu.suite.UserAgent;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

/** What becomes of tokens. */
class RevocationTest {
    private final TestProvider provider = new TestProvider();
    private Served shop;

    @AfterEach
    void stop() {
        shop.close();
        provider.close();
    }

    private UserAgent signedIn() {
        shop = new Served(provider, Map.of("adieu.openid.idp.client-secret", "s3cret", "adieu.sweep-interval", "1s"));
        var desk = shop.agent();
        desk.postForm("sign-in", Map.of("iss", provider.issuer(), "sub", "alice", "refresh_token", "r1"));
        assertThat(desk.subject(), is("alice"));
        return desk;
    }

    @Test
    void withoutAnEndSessionEndpointTheyAreRevokedAtOnce() {
        provider.haveNoEndSessionEndpoint();
        var desk = signedIn();

        desk.post("sign-out");

        assertThat(provider.revoked(), contains(containsString("token=r1")));
        assertThat(provider.revoked().get(0), containsString("Basic "));
    }

    /** L-15: it knows its session by them. */
    @Test
    void whereTheBrowserIsLedToTheProviderTheyAreRevokedAfterwards() {
        var desk = signedIn();

        desk.post("sign-out");

        assertThat(provider.revoked(), is(empty()));
        await().atMost(java.time.Duration.ofSeconds(90))
                .until(() -> provider.revoked().size() == 1);
    }

    /** TR-6 */
    @Test
    void aProviderThatCannotNowIsAskedAgain() {
        provider.haveNoEndSessionEndpoint();
        provider.answerRevocations(503);
        var desk = signedIn();

        assertThat(desk.post("sign-out").json().getBoolean("ok"), is(true));
        provider.answerRevocations(200);

        await().atMost(java.time.Duration.ofSeconds(90))
                .until(() -> provider.revoked().size() == 2);
    }
}
