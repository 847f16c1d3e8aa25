// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider.test;

import dev.adieu.suite.UserAgent;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

/** Sessions that end by themselves, and for how long they are recent ones. */
class ProviderTimesTest {
    private static final Duration LIFETIME = Duration.ofSeconds(4);
    private static final Duration RETENTION = Duration.ofSeconds(2);

    /** RPI-4, RPI-5 */
    @Test
    void aHintHoldsForAsLongAsTheSettingSaysAfterTheLongestLifetime() {
        try (var idp = ServedIdp.with(Map.of(
                "adieu.lifetime", LIFETIME.toString(), "adieu.openid-provider.retention", RETENTION.toString()))) {
            var before = awake(idp);
            var start = Instant.now();
            before.postForm("sign-in", Map.of("subject", "alice"));
            var hint = before.postForm("authorize", Map.of("client_id", "shop"))
                    .json()
                    .getString("id_token");
            assertThat(namesTheClient(idp, hint), is(true));

            await().until(() -> before.subject().isEmpty());
            assertThat(namesTheClient(idp, hint), is(true));
            await().until(() -> !namesTheClient(idp, hint));

            assertThat(
                    Duration.between(start, Instant.now()),
                    allOf(
                            greaterThan(LIFETIME.plus(RETENTION).minusMillis(500)),
                            lessThan(LIFETIME.plus(RETENTION).plusSeconds(5))));
        }
    }

    /** RPI-13: they are led on, and the clients are told. */
    @Test
    void aSessionThatExpiresWhileItsUserIsAskedIsSignedOut() {
        try (var idp = ServedIdp.with(Map.of("adieu.lifetime", LIFETIME.toString()))) {
            var desk = awake(idp);
            desk.postForm("sign-in", Map.of("subject", "alice"));
            desk.postForm("authorize", Map.of("client_id", "shop"));
            var prompt = desk.get("openid/sign-out", UserAgent.NAVIGATION).body();
            assertThat(prompt, containsString("<form"));
            var id = prompt.replaceAll("(?s).*name=\"logoutId\" value=\"([^\"]+)\".*", "$1");
            await().until(() -> desk.subject().isEmpty());

            var pressed = desk.postForm("openid/sign-out", Map.of("logoutId", id), UserAgent.NAVIGATION);

            assertThat(pressed.toString(), pressed.status(), is(303));
            var page = desk.get(idp.path(pressed.header("Location")), UserAgent.NAVIGATION);
            assertThat(page.status(), is(200));
            assertThat(page.body(), containsString("https://shop.example/front"));
        }
    }

    /** The first requests take longer than these sessions live. */
    private static UserAgent awake(ServedIdp idp) {
        var first = idp.agent();
        first.postForm("sign-in", Map.of("subject", "carol"));
        first.postForm("authorize", Map.of("client_id", "blog"));
        first.get("openid/sign-out", UserAgent.NAVIGATION);
        return idp.agent();
    }

    /** Somebody else comes with it: of a session that nobody had lately, nothing is believed. */
    private static boolean namesTheClient(ServedIdp idp, String hint) {
        var now = idp.agent();
        now.postForm("sign-in", Map.of("subject", "bob"));
        var location = now.get("openid/end-session?id_token_hint=" + hint, UserAgent.NAVIGATION)
                .header("Location");
        var prompt = now.get(idp.path(location), UserAgent.NAVIGATION).body();
        assertThat(prompt, prompt.contains("<form"), is(true));
        return prompt.contains("The &lt;Shop&gt;");
    }
}
