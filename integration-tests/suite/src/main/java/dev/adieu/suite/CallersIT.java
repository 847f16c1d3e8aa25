// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.suite;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

/** Sessions that the server is told of as its callers: what it protects is theirs, for as long as they last. */
@Tag("callers")
class CallersIT {
    private static final String PRIVATE = "The server has signed you in";

    private final UserAgent agent = new UserAgent(Sample.root());

    @Test
    void areLetIntoWhatTheServerProtects() {
        agent.signedIn("alice");

        assertThat(agent.get("private/", UserAgent.NAVIGATION).body(), containsString(PRIVATE));
    }

    @Test
    void thereAreNoneWithoutASession() {
        var reply = agent.get("private/");

        assertThat(reply.status(), is(401));
        assertThat(reply.header("WWW-Authenticate"), is(not("")));
        assertThat(reply.body(), not(containsString(PRIVATE)));
    }

    @Test
    void areNoneAfterTheSignOut() {
        agent.signedIn("alice");
        agent.get("private/");
        var stolen = agent.copy();

        var reply = agent.post("api/sign-out");

        assertThat(reply.json().getBoolean("ok"), is(true));
        assertThat(agent.get("private/").status(), is(401));
        assertThat(stolen.get("private/").status(), is(401));
        assertThat(stolen.subject(), is(""));
    }

    @Test
    void areNoneWhenAnAdministratorHasEndedTheSession() {
        agent.signedIn("user75");
        assertThat(agent.get("private/", UserAgent.NAVIGATION).body(), containsString(PRIVATE));
        new UserAgent(Sample.root()).signedIn("admin").send("DELETE", "api/admin/subjects/user75/sessions", null);

        assertThat(agent.get("private/").status(), is(401));
    }

    @Test
    void areWhoTheSessionsAreInJakartaRestToo() {
        agent.signedIn("admin");

        assertThat(agent.get("api/audit").status(), is(200));
        assertThat(agent.get("api/me").json().getString("scheme"), is("Cookies"));
        assertThat(new UserAgent(Sample.root()).signedIn("bob").get("api/audit").status(), is(403));
    }
}
