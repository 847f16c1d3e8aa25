// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.suite;

import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;

class ConfirmationIT {
    private final UserAgent agent = new UserAgent(Sample.root());

    @Test
    void aLinkShowsAPageWhoseFormSignsOut() {
        agent.signedIn("alice");

        var page = agent.get("api/sign-out", UserAgent.NAVIGATION);
        assertThat(page.status(), is(200));
        assertThat(page.header("Cache-Control"), is("no-store"));
        assertThat(page.header("Content-Security-Policy"), containsString("frame-ancestors 'none'"));
        assertThat(page.body(), containsString("<form method=\"post\">"));
        assertThat(page.body(), containsString("href=\"" + Sample.home() + "\""));
        assertThat(agent.subject(), is("alice"));

        var reply = agent.postForm("api/sign-out", Map.of("adieu-confirmation", "whatever"), UserAgent.NAVIGATION);
        assertThat(reply.status(), is(303));
        assertThat(agent.subject(), is(""));
    }

    @Test
    void nobodyIsLedHome() {
        var reply = agent.get("api/sign-out", UserAgent.NAVIGATION);

        assertThat(reply.status(), is(303));
        assertThat(reply.header("Location"), endsWith(Sample.home()));
    }

    @Test
    void aHotlinkEndsNothing() {
        agent.signedIn("alice");

        agent.get(
                "api/sign-out", "Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "no-cors", "Sec-Fetch-Dest", "image");
        agent.get("api/sign-out", UserAgent.with(UserAgent.NAVIGATION, "Sec-Purpose", "prefetch"));
        agent.send("HEAD", "api/sign-out", null, UserAgent.NAVIGATION);

        assertThat(agent.subject(), is("alice"));
    }
}
