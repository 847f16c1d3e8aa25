// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.suite;

import java.util.ArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

class SessionsIT {
    private final UserAgent desk = new UserAgent(Sample.root());
    private final UserAgent phone = new UserAgent(Sample.root());
    private final UserAgent admin = new UserAgent(Sample.root());

    @Test
    @Tag("devices")
    void areListedWithTheCurrentOneMarked() {
        desk.signedIn("user61");
        phone.signedIn("user61");
        new UserAgent(Sample.root()).signedIn("user62");

        var sessions = desk.get("api/sessions");

        assertThat(sessions.header("Content-Type"), is("application/json"));
        assertThat(sessions.header("Cache-Control"), is("no-store"));
        assertThat(sessions.array(), hasSize(2));
        sessions.array().forEach(each -> {
            var session = each.asJsonObject();
            assertThat(session.getBoolean("current"), is(session.getString("id").equals(desk.session())));
            assertThat(session.getJsonObject("details").getString("userAgent"), containsString("Java"));
        });
        assertThat(sessions.body().contains(desk.token().substring(2)), is(false));
    }

    @Test
    @Tag("devices")
    void areListedInPages() {
        for (int i = 0; i < 5; i++) {
            new UserAgent(Sample.root()).signedIn("user63");
        }
        desk.signedIn("user63");

        var ids = new ArrayList<String>();
        var next = "api/sessions?size=4";
        for (int pages = 0; !next.isEmpty() && pages < 10; pages++) {
            var page = desk.get(next);
            page.array().forEach(each -> ids.add(each.asJsonObject().getString("id")));
            next = page.header("Link").replaceAll("<(.*)>; rel=\"next\"", "$1");
        }

        assertThat(ids, hasSize(6));
        assertThat(ids.stream().distinct().toList(), hasSize(6));
    }

    @Test
    @Tag("devices")
    void oneEnds() {
        desk.signedIn("user64");
        phone.signedIn("user64");

        var reply = desk.send("DELETE", "api/sessions/" + phone.session(), null);

        assertThat(reply.status(), is(200));
        assertThat(reply.json().getBoolean("ok"), is(true));
        assertThat(reply.setCookies(), hasSize(0));
        assertThat(phone.subject(), is(""));
        assertThat(desk.subject(), is("user64"));
    }

    @Test
    void oneIsThisOne() {
        desk.signedIn("user65");

        var reply = desk.send("DELETE", "api/sessions/" + desk.session(), null);

        assertThat(reply.json().getBoolean("ok"), is(true));
        assertThat(reply.expiresCookie(), is(true));
        assertThat(desk.subject(), is(""));
    }

    @Test
    @Tag("devices")
    void theOthersEnd() {
        desk.signedIn("user66");
        phone.signedIn("user66");

        assertThat(
                desk.send("DELETE", "api/sessions?sessions=others", null).json().getBoolean("ok"), is(true));

        assertThat(desk.subject() + phone.subject(), is("user66"));
    }

    @Test
    @Tag("devices")
    void allEnd() {
        desk.signedIn("user67");
        phone.signedIn("user67");

        var reply = desk.send("DELETE", "api/sessions", null);

        assertThat(reply.expiresCookie(), is(true));
        assertThat(desk.subject() + phone.subject(), is(""));
    }

    @Test
    void anotherSubjectsIsAsUnknownAsOneThatNeverWas() {
        desk.signedIn("user68");
        phone.signedIn("bob");

        var others = desk.send("DELETE", "api/sessions/" + phone.session(), null);
        var unknown = desk.send("DELETE", "api/sessions/AAAAAAAAAAAAAAAAAAAAAAAA", null);
        var malformed = desk.send("DELETE", "api/sessions/no-such~id", null);

        assertThat(others.status(), is(404));
        assertThat(others.body(), is("{\"ok\":false,\"error\":\"session_not_found\",\"url\":null}"));
        assertThat(unknown.status() + unknown.body(), is(others.status() + others.body()));
        assertThat(malformed.status() + malformed.body(), is(others.status() + others.body()));
        assertThat(phone.subject(), is("bob"));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, api/sessions",
        "DELETE, api/sessions",
        "DELETE, api/sessions/AAAAAAAAAAAAAAAAAAAAAAAA",
        "GET, api/admin/subjects/bob/sessions",
        "DELETE, api/admin/subjects/bob/sessions",
        "DELETE, api/admin/sessions"
    })
    void nobodyIsToldToSignIn(String method, String path) {
        assertThat(desk.send(method, path, null).status(), is(401));
    }

    @ParameterizedTest
    @ValueSource(strings = {"api/sessions", "api/sessions?sessions=others", "api/sessions/ID"})
    @Tag("devices")
    void forgedRequestsEndNothing(String path) {
        desk.signedIn("user69");
        phone.signedIn("user69");

        var reply = desk.send("DELETE", path.replace("ID", phone.session()), null, "Sec-Fetch-Site", "cross-site");

        assertThat(reply.status(), is(403));
        assertThat(desk.subject() + phone.subject(), is("user69user69"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"size=0", "size=1001", "size=x", "size=-1", "size=99999999999", "after=%20"})
    void aBadPageIsRefusedByName(String query) {
        desk.signedIn("user70");

        var reply = desk.get("api/sessions?" + query);

        assertThat(reply.status(), is(400));
        assertThat(reply.json().getString("error"), containsString(query.substring(0, query.indexOf('='))));
    }

    @Test
    void anEmptyPlaceIsRefusedWhereTheRuntimeShowsIt() {
        desk.signedIn("user70");

        var reply = desk.get("api/sessions?after=");

        assertThat(reply.status(), is(Sample.dropsEmptyParameters() ? 200 : 400));
    }

    @Test
    void aBadSelectionEndsNothing() {
        desk.signedIn("user71");

        assertThat(desk.send("DELETE", "api/sessions?sessions=mine", null).status(), is(400));

        assertThat(desk.subject(), is("user71"));
    }

    @Test
    void anAdministratorEndsThoseOfASubject() {
        admin.signedIn("admin");
        desk.signedIn("user72");
        phone.signedIn("user73");
        assertThat(admin.get("api/admin/subjects/user72/sessions").array(), hasSize(1));

        var reply = admin.send("DELETE", "api/admin/subjects/user72/sessions", null);

        assertThat(reply.json().getBoolean("ok"), is(true));
        assertThat(desk.subject() + phone.subject() + admin.subject(), is("user73admin"));
        assertThat(admin.get("api/audit").array().getJsonObject(0).getString("reason"), is("administrator"));
    }

    @Test
    void anAdministratorEndsThoseOfEveryone() {
        admin.signedIn("admin");
        desk.signedIn("user74");

        var reply = admin.send("DELETE", "api/admin/sessions", null);

        assertThat(reply.json().getBoolean("ok"), is(true));
        assertThat(reply.expiresCookie(), is(true));
        assertThat(desk.subject() + admin.subject(), is(""));
    }

    @Test
    void aSubjectThatCannotBeIsRefused() {
        admin.signedIn("admin");

        assertThat(admin.get("api/admin/subjects/%20/sessions").status(), is(400));
        assertThat(
                admin.send("DELETE", "api/admin/subjects/%20%09/sessions", null).status(), is(400));
        assertThat(
                admin.get("api/admin/subjects/" + "x".repeat(3000) + "/sessions")
                        .array(),
                hasSize(0));
        assertThat(admin.get("api/admin/subjects/%F0%9F%A6%8A%27%3B--/sessions").array(), hasSize(0));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, api/admin/subjects/bob/sessions",
        "DELETE, api/admin/subjects/bob/sessions",
        "DELETE, api/admin/sessions"
    })
    void othersMayNot(String method, String path) {
        desk.signedIn("bob");

        var reply = desk.send(method, path, null);

        assertThat(reply.status(), is(403));
        assertThat(reply.json().getString("error"), is("forbidden"));
        assertThat(desk.subject(), is("bob"));
    }
}
