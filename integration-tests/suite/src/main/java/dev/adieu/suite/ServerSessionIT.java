// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.suite;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

/** Sessions that a Servlet server keeps. */
@Tag("servlet")
class ServerSessionIT {
    private static final String PRIVATE = "The server has signed you in";

    private final UserAgent agent = new UserAgent(Sample.root());

    @Test
    void areExpiredWithTheNameAndPathOfTheServersCookie() {
        agent.signedIn("alice").subject();
        var path = agent.pathOf("JSESSIONID");

        var reply = agent.post("api/sign-out");

        var expired = reply.setCookies().stream()
                .filter(Reply::isExpired)
                .filter(cookie -> cookie.startsWith("JSESSIONID="))
                .map(UserAgent::path)
                .toList();
        assertThat(expired, hasItem(path));
    }

    @Test
    void thatAServerBeginsAfterwardsAreNobodys() {
        agent.signedIn("alice");
        var before = agent.copy();

        var reply = agent.post("api/sign-out");

        assertThat(before.after(reply).subject(), is(""));
        assertThat(before.after(reply).get("api/me").status(), is(401));
    }

    @Test
    void haveAnIdThatIsNewAfterTheSignIn() {
        agent.signedIn("alice");
        var before = agent.copy();
        agent.signedIn("bob");

        assertThat(before.subject(), is(""));
        assertThat(agent.subject(), is("bob"));
    }

    @Test
    void areNoLongerOnesThatAnAdministratorEnded() {
        agent.signedIn("user64");
        new UserAgent(Sample.root()).signedIn("admin").send("DELETE", "api/admin/subjects/user64/sessions", null);

        var reply = agent.copy().get("api/hello");

        assertThat(reply.status(), is(Sample.letsInFirst() ? 401 : 200));
        assertThat(reply.body(), not(containsString("user64")));
        assertThat(agent.get("api/me").status(), is(401));
    }

    @Test
    void haveTheAddressThatTheyCameFrom() {
        agent.signedIn("user65");

        var session = agent.get("api/sessions").array().getJsonObject(0);

        assertThat(session.getJsonObject("details").getString("address"), containsString("127.0.0.1"));
    }

    @Test
    @Tag("container")
    void showPrivatePagesUntilTheSignOut() {
        agent.signedIn("alice");
        assertThat(agent.get("private/", UserAgent.NAVIGATION).body(), containsString(PRIVATE));
        var stolen = agent.copy();

        agent.post("api/sign-out");

        assertThat(stolen.get("private/", UserAgent.NAVIGATION).body(), not(containsString(PRIVATE)));
        assertThat(agent.get("private/", UserAgent.NAVIGATION).body(), not(containsString(PRIVATE)));
    }

    @Test
    @Tag("container")
    void endedElsewhereAreRefusedByPagesToo() {
        agent.signedIn("user66");
        agent.session();
        new UserAgent(Sample.root()).signedIn("admin").send("DELETE", "api/admin/subjects/user66/sessions", null);

        assertThat(agent.get("private/", UserAgent.NAVIGATION).body(), not(containsString(PRIVATE)));
    }

    @Test
    @Tag("container")
    void keepTheRolesThatTheServerKnows() {
        agent.signedIn("admin");

        assertThat(agent.get("api/audit").status(), is(200));
        assertThat(agent.get("api/me").json().getString("scheme"), is("Container"));
    }

    @Test
    @Tag("container")
    void staySignedOutWhenTheUserSignsInAgain() {
        agent.signedIn("user68");
        var stolen = agent.copy();
        agent.post("api/sign-out");

        new UserAgent(Sample.root()).signedIn("user68").session();

        assertThat(stolen.subject(), is(""));
        assertThat(stolen.copy().get("api/me").status(), is(401));
    }

    @Test
    @Tag("container")
    void doNotComeBackAsThoseOfAnotherDevice() {
        new UserAgent(Sample.root()).signedIn("user69").session();
        agent.signedIn("user69").session();
        var stolen = agent.copy();
        agent.post("api/sign-out");

        new UserAgent(Sample.root()).signedIn("user69").session();

        assertThat(stolen.subject(), is(""));
        assertThat(stolen.copy().get("api/me").status(), is(401));
    }

    @Test
    @Tag("container")
    void endedByAnotherDeviceStayEnded() {
        var desk = new UserAgent(Sample.root()).signedIn("user70");
        desk.session();
        agent.signedIn("user70");
        var stolen = agent.copy();
        desk.send("DELETE", "api/sessions?sessions=others", null);

        for (int i = 0; i < 3; i++) {
            assertThat(agent.subject(), is(""));
            new UserAgent(Sample.root()).signedIn("user70").session();
            assertThat(stolen.copy().get("api/me").status(), is(401));
        }
    }

    @Test
    @Tag("shared")
    void endTogetherWhereTheServerGivesAllDevicesOneCredential() {
        agent.signedIn("user67").session();
        var phone = new UserAgent(Sample.root()).signedIn("user67");
        assertThat(phone.session(), is(not(agent.session())));

        agent.post("api/sign-out");

        assertThat(phone.subject(), is(""));
    }
}
