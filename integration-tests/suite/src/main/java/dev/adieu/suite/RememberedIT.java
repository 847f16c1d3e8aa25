// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.suite;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

/** People whom the server signs in again by a cookie, whose store forgets none: as long as their session, no longer. */
@Tag("servlet")
@Tag("remembered")
class RememberedIT {
    private static final String COOKIE = "JREMEMBERMEID";
    private static final String PRIVATE = "The server has signed you in";

    private final UserAgent agent = new UserAgent(Sample.root());

    @Test
    void areSignedInAgainToTheirSession() {
        remembered(agent, "user81");
        var session = agent.session();

        var later = later(agent);

        assertThat(later.subject(), is("user81"));
        assertThat(later.session(), is(session));
    }

    @Test
    void areSignedInAgainToTheirSessionThatNoFurtherRequestHasShown() {
        signIn(agent, "user82", true);
        var later = later(agent);

        assertThat(later.subject(), is("user82"));
        assertThat(later.session(), is(agent.session()));
        assertThat(later.get("api/sessions").array().size(), is(1));
    }

    @Test
    void areForgottenByTheirBrowserWhenTheySignOut() {
        remembered(agent, "user83");
        var path = agent.pathOf(COOKIE);

        var reply = agent.post("api/sign-out");

        var expired = reply.setCookies().stream()
                .filter(Reply::isExpired)
                .filter(cookie -> cookie.startsWith(COOKIE + "="))
                .map(UserAgent::path)
                .toList();
        assertThat(reply.json().getBoolean("ok"), is(true));
        assertThat(expired, hasItem(path));
        assertThat(agent.cookie(COOKIE), is(nullValue()));
        assertThat(agent.get("private/").status(), is(401));
    }

    @Test
    void areNobodyWithTheCookieOfASessionThatTheyEnded() {
        remembered(agent, "user84");
        var stolen = later(agent);
        agent.post("api/sign-out");

        assertNobody(stolen);
        remembered(new UserAgent(Sample.root()), "user84");
        assertNobody(stolen);
    }

    @Test
    void areNobodyWithTheCookieAloneAfterASignOutByTheCookieAlone() {
        remembered(agent, "user85");
        var later = later(agent);
        assertThat(later.post("api/sign-out").json().getBoolean("ok"), is(true));

        assertNobody(later(agent));
        assertNobody(agent);
    }

    @Test
    void areNobodyOnceAnAdministratorHasEndedTheirSession() {
        remembered(agent, "user86");
        var stolen = later(agent);
        var both = agent.copy();
        administrator().send("DELETE", "api/admin/subjects/user86/sessions", null);

        assertNobody(stolen);
        assertNobody(both);
        assertThat(stolen.copy().get("api/me").setCookies().stream().anyMatch(Reply::isExpired), is(true));
    }

    @Test
    void areNobodyOnceAnAdministratorHasEndedTheirSessionThatNoFurtherRequestHasShown() {
        assertThat(signIn(agent, "user90", true), is(204));
        administrator().send("DELETE", "api/admin/subjects/user90/sessions", null);

        assertNobody(later(agent));
    }

    @Test
    void areNobodyWithTheCookieOfASignInThatWasSentElsewhereOnceItHasEnded() {
        assertThat(signIn(agent, "user91", true, "next", "private"), is(302));
        assertThat(
                administrator()
                        .get("api/admin/subjects/user91/sessions")
                        .array()
                        .size(),
                is(1));
        administrator().send("DELETE", "api/admin/subjects/user91/sessions", null);

        assertNobody(later(agent));
    }

    @Test
    void signInAnewAfterwards() {
        remembered(agent, "user87");
        administrator().send("DELETE", "api/admin/subjects/user87/sessions", null);
        assertThat(agent.subject(), is(""));

        remembered(agent, "user87");

        assertThat(agent.subject(), is("user87"));
        assertThat(later(agent).subject(), is("user87"));
    }

    @Test
    void areRememberedOnTheirOtherDevices() {
        remembered(agent, "user88");
        var phone = new UserAgent(Sample.root());
        remembered(phone, "user88");

        agent.post("api/sign-out");

        assertThat(later(phone).subject(), is("user88"));
        assertNobody(later(agent));
    }

    @Test
    void areNotWhereTheyDidNotAskForIt() {
        signIn(agent, "user89", false);

        assertThat(agent.subject(), is("user89"));
        assertThat(agent.cookie(COOKIE), is(nullValue()));
    }

    private static void assertNobody(UserAgent cookies) {
        for (int i = 0; i < 2; i++) {
            assertThat(cookies.copy().subject(), is(""));
            assertThat(cookies.copy().get("api/me").status(), is(401));
            assertThat(cookies.copy().get("private/", UserAgent.NAVIGATION).body(), not(containsString(PRIVATE)));
        }
    }

    /** The browser again when it has been closed: it has lost the server's session and kept the lasting cookie. */
    private static UserAgent later(UserAgent agent) {
        return new UserAgent(Sample.root()).withCookie(COOKIE, agent.cookie(COOKIE));
    }

    private static UserAgent administrator() {
        var administrator = new UserAgent(Sample.root());
        signIn(administrator, "admin", false);
        return administrator;
    }

    private static void remembered(UserAgent agent, String username) {
        signIn(agent, username, true);
        assertThat(agent.subject(), is(username));
    }

    private static int signIn(UserAgent agent, String username, boolean remember, String... more) {
        var form =
                new HashMap<>(Map.of("username", username, "password", "load", "remember", String.valueOf(remember)));
        if (more.length > 0) {
            form.put(more[0], more[1]);
        }
        return agent.postForm("sign-in/remembered", form).status();
    }
}
