// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.jersey;

import dev.adieu.suite.UserAgent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

class ReadyEndpointTest {
    private final Served served =
            Served.with(Account.class, Asking.Logout.class).start();
    private final UserAgent alice = served.agent().signedIn("alice");

    @AfterEach
    void stop() {
        served.close();
    }

    @Test
    void signsOut() {
        assertThat(alice.post("logout").body(), is("{\"ok\":true,\"error\":null,\"url\":\"/\"}"));

        assertThat(alice.subject(), is(""));
    }

    @Test
    void asksByGet() {
        assertThat(alice.get("logout", UserAgent.NAVIGATION).body(), containsString("<form method=\"post\">"));
        assertThat(alice.get("logout").status(), is(405));
        assertThat(alice.subject(), is("alice"));

        assertThat(alice.post("logout", UserAgent.NAVIGATION).status(), is(303));
        assertThat(alice.subject(), is(""));
    }

    @Test
    void asksForWhatTheLinkSays() {
        assertThat(
                alice.get("logout?sessions=all", UserAgent.NAVIGATION).body(), containsString("on all your devices"));
        assertThat(
                alice.get("logout?sessions=others", UserAgent.NAVIGATION).body(),
                containsString("Here you stay signed in"));
        assertThat(alice.get("logout?sessions=mine", UserAgent.NAVIGATION).status(), is(400));
        assertThat(
                served.agent()
                        .get("logout?callbackUrl=%2Fbye", UserAgent.NAVIGATION)
                        .header("Location"),
                org.hamcrest.Matchers.endsWith("/bye"));
        assertThat(alice.subject(), is("alice"));
    }

    @Test
    void refusesForgedRequests() {
        assertThat(alice.post("logout", "Sec-Fetch-Site", "cross-site").status(), is(403));

        assertThat(alice.subject(), is("alice"));
    }

    @Test
    void takesParameters() {
        var phone = served.agent().signedIn("alice");
        assertThat(alice.post("logout?sessions=others&redirect=false").body(), containsString("\"url\":null"));
        assertThat(alice.subject() + phone.subject(), is("alice"));

        phone.signedIn("alice");
        var reply = alice.post("logout?sessions=all&callbackUrl=%2Fbye");
        assertThat(reply.json().getString("url"), is("/bye"));
        assertThat(alice.subject() + phone.subject(), is(""));
    }

    @Test
    void aHostileCallbackUrlDoesNotStopIt() {
        assertThat(alice.post("logout?callbackUrl=%2F%2Fevil.example").json().getString("url"), is("/"));
        assertThat(alice.subject(), is(""));
    }

    @ParameterizedTest
    @CsvSource({
        "sessions=ALL, ALL",
        "sessions=, ''",
        "sessions=mine, mine",
        "redirect=yes, yes",
        "redirect=0, 0",
        "sessions=%22%0d%0a%3C, ??<",
        "sessions=%5C%22, \\\\"
    })
    void aBadParameterIsRefusedByNameAndNothingEnds(String query, String shown) {
        var reply = alice.post("logout?" + query);

        assertThat(reply.status(), is(400));
        assertThat(reply.header("Content-Type"), is("application/json"));
        assertThat(
                reply.json().getString("error"),
                allOf(containsString(query.substring(0, query.indexOf('='))), containsString("must be one of")));
        assertThat(reply.body(), containsString(shown));
        assertThat(alice.subject(), is("alice"));
    }
}
