// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.suite;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

/** {@code adieu.js} as browsers get it. */
class BrowserModuleIT {
    private final UserAgent agent = new UserAgent(Sample.root());

    @Test
    void isAModuleThatBrowsersAskFor() {
        var reply = agent.get("api/adieu.js");

        assertThat(reply.status(), is(200));
        assertThat(reply.header("Content-Type"), startsWith("text/javascript"));
        assertThat(reply.header("Cache-Control"), is("no-cache"));
        assertThat(reply.header("X-Content-Type-Options"), is("nosniff"));
        assertThat(reply.body(), containsString("function signOut(options"));
    }

    @Test
    void isNotSentToBrowsersThatHaveIt() {
        var tag = agent.get("api/adieu.js").header("ETag");

        var reply = agent.get("api/adieu.js", "If-None-Match", tag);

        assertThat(reply.status(), is(304));
        assertThat(reply.header("ETag"), is(tag));
        assertThat(reply.body(), is(""));
        assertThat(agent.get("api/adieu.js", "If-None-Match", "\"another\"").status(), is(200));
    }

    @Test
    void isNotKeptAsAVersionThatItIsNot() {
        assertThat(agent.get("api/adieu.js?v=0.0.1").header("Cache-Control"), is("no-cache"));
    }

    @Test
    void isTheSameForEverybody() {
        agent.signedIn("alice");

        var reply = agent.get("api/adieu.js");

        assertThat(reply.header("Cache-Control"), is("no-cache"));
        assertThat(reply.setCookies(), hasSize(0));
        agent.post("api/sign-out");
    }

    @Test
    @Tag("servlet")
    void isAResourceOfTheApplicationWithItsTypes() {
        assertThat(agent.get("adieu.js").body(), is(agent.get("api/adieu.js").body()));
        assertThat(agent.get("adieu.d.ts").body(), containsString("export function signOut("));
    }
}
