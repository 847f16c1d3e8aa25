// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.suite;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

class SignOutIT {
    private final UserAgent agent = new UserAgent(Sample.root());

    @ParameterizedTest
    @ValueSource(
            strings = {"api/sign-out", "api/sign-out/everywhere", "api/sign-out/programmatic", "api/sign-out/async"})
    void endsTheSessionAndSaysSo(String path) {
        agent.signedIn("alice");
        var stolen = agent.copy();

        var reply = agent.post(path);

        assertThat(reply.status(), is(200));
        assertThat(reply.body(), is("{\"ok\":true,\"error\":null,\"url\":\"" + Sample.home() + "\"}"));
        assertThat(reply.header("Content-Type"), startsWith("application/json"));
        assertThat(reply.header("Cache-Control"), containsString("no-store"));
        assertThat(reply.expiresCookie(), is(true));
        assertThat(stolen.get("api/me").status(), is(401));
        assertThat(stolen.subject(), is(""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"api/sign-out", "api/sign-out/everywhere", "api/sign-out/programmatic", "api/sign-out/async"})
    void leadsANavigationHome(String path) {
        agent.signedIn("alice");

        var reply = agent.post(path, UserAgent.NAVIGATION);

        assertThat(reply.status(), is(303));
        assertThat(reply.header("Location"), endsWith(Sample.home()));
        assertThat(reply.header("Cache-Control"), containsString("no-store"));
        assertThat(agent.subject(), is(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "text/html", "text/plain", "image/png", "application/json;q=0.5"})
    void whatTheCallerAcceptsIsNoObstacle(String accepted) {
        agent.signedIn("alice");

        var reply = agent.post("api/sign-out/programmatic", "Accept", accepted);

        assertThat(reply.status(), is(accepted.equals("text/html") ? 303 : 200));
        assertThat(agent.subject(), is(""));
    }

    @Test
    void leadsOldBrowsersByTheirAcceptHeader() {
        agent.signedIn("alice");

        assertThat(agent.post("api/sign-out", "Accept", "text/html,*/*;q=0.8").status(), is(303));
    }

    @Test
    void answersAFetchWithDataWhateverItAccepts() {
        agent.signedIn("alice");

        var reply = agent.post(
                "api/sign-out", "Sec-Fetch-Mode", "cors", "Sec-Fetch-Site", "same-origin", "Accept", "text/html");

        assertThat(reply.status(), is(200));
        assertThat(reply.json().getBoolean("ok"), is(true));
    }

    @Test
    void isHarmlessWithoutASession() {
        var reply = agent.post("api/sign-out");

        assertThat(reply.status(), is(200));
        assertThat(reply.json().getBoolean("ok"), is(true));
        assertThat(reply.json().getString("url"), is(Sample.home()));
        assertThat(agent.post("api/sign-out", UserAgent.NAVIGATION).status(), is(303));
    }

    @Test
    void isHarmlessTheSecondTime() {
        agent.signedIn("alice");
        var second = agent.copy();
        agent.post("api/sign-out");

        var reply = second.post("api/sign-out");

        assertThat(reply.expiresCookie(), is(true));
        // Let in by a credential that is dead, they are refused once, and forget it.
        var answer = Sample.letsInFirst() && reply.status() == 401 ? second.post("api/sign-out") : reply;
        assertThat(answer.json().getBoolean("ok"), is(true));
    }

    @Test
    @Tag("devices")
    void endsOnlyThisDevice() {
        agent.signedIn("user21");
        var phone = new UserAgent(Sample.root()).signedIn("user21");

        agent.post("api/sign-out");

        assertThat(phone.subject(), is("user21"));
    }

    @Test
    @Tag("devices")
    void everywhereEndsEveryDevice() {
        agent.signedIn("user22");
        var phone = new UserAgent(Sample.root()).signedIn("user22");
        var stranger = new UserAgent(Sample.root()).signedIn("user23");

        agent.post("api/sign-out/everywhere");

        assertThat(agent.subject(), is(""));
        assertThat(phone.subject(), is(""));
        assertThat(stranger.subject(), is("user23"));
    }

    @Test
    @Tag("devices")
    void othersEndsEveryOtherDevice() {
        agent.signedIn("user24");
        var phone = new UserAgent(Sample.root()).signedIn("user24");

        var reply = agent.post("api/sign-out/others");

        assertThat(reply.json().getBoolean("ok"), is(true));
        assertThat(reply.setCookies().isEmpty(), is(true));
        assertThat(agent.subject(), is("user24"));
        assertThat(phone.subject(), is(""));
    }

    @Test
    void keepsTheMethodsOwnAnswer() {
        agent.signedIn("alice");

        var reply = agent.post("api/sign-out/with-entity");

        assertThat(reply.status(), is(200));
        assertThat(reply.body(), is("{\"bye\":\"alice\"}"));
        assertThat(reply.expiresCookie(), is(true));
        assertThat(agent.subject(), is(""));
    }

    @Test
    void keepsTheSessionWhenTheMethodFails() {
        agent.signedIn("alice");

        var reply = agent.post("api/sign-out/failing");

        assertThat(reply.status(), is(409));
        assertThat(reply.setCookies().isEmpty(), is(true));
        assertThat(agent.subject(), is("alice"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD"})
    void aSafeMethodEndsNothing(String method) {
        agent.signedIn("alice");

        var reply = agent.send(method, "api/sign-out", null);

        assertThat(reply.status(), is(405));
        assertThat(reply.header("Allow"), containsString("POST"));
        assertThat(agent.subject(), is("alice"));
        if (method.equals("GET")) {
            assertThat(reply.json().getString("error"), is("confirmation_required"));
            assertThat(reply.json().getBoolean("ok"), is(false));
        }
    }

    @Test
    void anUnsafeGetEndsTheSessionAtOnce() {
        agent.signedIn("alice");

        assertThat(agent.get("api/sign-out/unsafe", UserAgent.NAVIGATION).status(), is(303));

        assertThat(agent.subject(), is(""));
    }

    @Test
    void notEvenAnUnsafeGetIsAskedAheadOfTheUser() {
        agent.signedIn("alice");

        agent.get("api/sign-out/unsafe", UserAgent.with(UserAgent.NAVIGATION, "Sec-Purpose", "prefetch"));
        agent.send("HEAD", "api/sign-out/unsafe", null);

        assertThat(agent.subject(), is("alice"));
    }

    @Test
    void theDryRunEndsNothing() {
        agent.signedIn("alice");

        var plan = agent.get("api/sign-out/plan");

        assertThat(plan.status(), is(200));
        assertThat(plan.json().isNull("error"), is(true));
        assertThat(plan.json().getJsonArray("sessions").getString(0), is(agent.session()));
        assertThat(plan.json().getString("url"), is(Sample.home()));
        assertThat(plan.json().getJsonArray("changes").toString(), containsString(agent.cookieName()));
        assertThat(plan.body(), not(containsString(agent.token())));
        assertThat(plan.setCookies().isEmpty(), is(true));
        assertThat(agent.subject(), is("alice"));
    }

    @Test
    void theDryRunOfNobodyEndsNothing() {
        var plan = agent.get("api/sign-out/plan").json();

        assertThat(plan.getJsonArray("sessions").isEmpty(), is(true));
    }

    @Test
    void leadsToASafeRequestedUrl() {
        agent.signedIn("alice");

        var reply = agent.post("api/sign-out/programmatic?callbackUrl=" + UserAgent.encode("/bye?from=here#top"));

        assertThat(reply.json().getString("url"), is("/bye?from=here#top"));
    }

    @Test
    void leavesATrace() {
        agent.signedIn("alice");
        var session = agent.session();
        agent.post("api/sign-out");

        var audit = new UserAgent(Sample.root()).signedIn("admin").get("api/audit");

        var events = audit.array().stream()
                .map(event -> event.asJsonObject())
                .filter(event -> event.getJsonArray("sessions").toString().contains(session))
                .toList();
        assertThat(events.size(), is(1));
        assertThat(events.get(0).getString("reason"), is("sign_out"));
        assertThat(events.get(0).getJsonArray("subjects").getString(0), is("alice"));
    }

    @Test
    void theTraceIsForAdministrators() {
        assertThat(agent.get("api/audit").status(), is(401));
        assertThat(agent.signedIn("bob").get("api/audit").status(), is(403));
    }
}
