// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.peers.security;

import dev.adieu.peers.Keycloak;
import dev.adieu.suite.UserAgent;
import java.util.Map;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

/**
 * Sign-out where Jakarta Security's own OpenID mechanism has signed people in, at a real provider. The application is
 * there under five paths: its definition of a logout says nothing in {@code silent}, names a place in
 * {@code redirected}, notifies the provider in {@code notified}, and ends the login with its access token in
 * {@code expiring}; {@code linked} is as {@code notified}, and a relying party of the provider.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OpenIdMechanismContract implements RelyingPartyContract {
    private static final String PRIVATE = "The server has signed you in";

    private final String server;
    private Sample sample;

    OpenIdMechanismContract(String server) {
        this.server = server;
    }

    @BeforeAll
    void start() throws Exception {
        sample = Sample.on(server);
    }

    @AfterAll
    void stop() {
        sample.close();
    }

    @Test
    void aLoginAtTheProviderIsASessionOfWhomThePrincipalNames() {
        var device = signedIn("silent", "user1");

        var me = device.get("api/me").json();
        var sessions = device.get("api/sessions").array();

        assertThat(me.getString("subject"), is("user1"));
        assertThat(me.getString("scheme"), is("Container"));
        assertThat(sessions, hasSize(1));
        assertThat(sessions.getJsonObject(0).getString("id"), is(me.getString("session")));
        assertThat(sessions.getJsonObject(0).getBoolean("current"), is(true));
    }

    @Test
    void theRolesAreThoseThatTheProviderNames() {
        assertThat(signedIn("silent", "admin").get("api/audit").status(), is(200));
        assertThat(signedIn("silent", "alice").get("api/audit").status(), is(403));
    }

    @ParameterizedTest
    @ValueSource(strings = {"silent", "redirected", "notified"})
    void aSignOutByFetchIsAnsweredByAdieuAndByNobodyElse(String application) {
        var device = signedIn(application, "alice");

        var reply = device.post("api/sign-out");

        assertThat(reply.status(), is(200));
        assertThat(reply.header("Content-Type"), is("application/json"));
        assertThat(reply.header("Cache-Control"), startsWith("no-store"));
        assertThat(reply.header("Location"), is(""));
        assertThat(reply.json().getBoolean("ok"), is(true));
        assertThat(device.root().resolve(reply.json().getString("url")).toString(), is(leadsOn(application)));
        assertThat(reply.expiresCookie(), is(true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"silent", "redirected", "notified"})
    void aSignOutByNavigationIsOneRedirect(String application) {
        var device = signedIn(application, "alice");

        var reply = device.submit("api/sign-out");

        assertThat(reply.status(), is(303));
        assertThat(device.root().resolve(reply.header("Location")).toString(), is(leadsOn(application)));
        assertThat(reply.expiresCookie(), is(true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"silent", "redirected", "notified"})
    void nobodyIsSignedInAfterwards(String application) {
        var device = signedIn(application, "alice");
        var stolen = device.stolen();

        device.post("api/sign-out");

        assertThat(device.get("api/hello").body(), not(containsString("alice")));
        assertThat(device.get("api/me").status(), is(401));
        assertThat(
                device.visit("private/").header("Location"),
                startsWith(Keycloak.running().issuer().toString()));
        assertThat(stolen.get("api/hello").body(), not(containsString("alice")));
        assertThat(stolen.stolen().get("api/me").status(), is(401));
        assertThat(stolen.stolen().visit("private/").body(), not(containsString(PRIVATE)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"silent", "redirected", "notified"})
    void aMethodThatAnswersLaterSignsOutToo(String application) {
        var device = signedIn(application, "alice");
        var stolen = device.stolen();

        var reply = device.post("api/sign-out/async");

        assertThat(reply.status(), is(200));
        assertThat(reply.json().getBoolean("ok"), is(true));
        // Home where the thread that answers is not the request's, which alone knows the provider
        var url = device.root().resolve(reply.json().getString("url")).toString();
        assertThat(url, anyOf(is(device.root().toString()), leadsOn(application)));
        assertThat(stolen.get("api/me").status(), is(401));
    }

    @Test
    void whatTheServerSetsAfterwardsIsNobodys() {
        var device = signedIn("silent", "alice");
        device.post("api/sign-out");
        // Keeps where the login was asked for in a session of its own
        device.visit("private/");

        assertThat(device.get("api/me").status(), is(401));
        assertThat(device.get("api/hello").json().isNull("subject"), is(true));
    }

    @Test
    void theProviderSignsOutWhereTheDefinitionNotifiesIt() {
        var device = signedIn("notified", "user2");
        var sessions = Keycloak.running().sessions("user2");

        var page = device.browser().post(device.root().resolve("api/sign-out"), Map.of());

        assertThat(page.cameBy(Keycloak.running().issuer()), is(true));
        assertThat(page.uri(), is(device.root().resolve("?left")));
        assertThat(Keycloak.running().sessions("user2"), is(sessions - 1));
        assertThat(Device.isAsked(device.open("private/")), is(true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"silent", "redirected"})
    void theProviderIsLeftAloneWhereTheDefinitionDoesNotNotifyIt(String application) {
        var device = signedIn(application, "alice");
        var session = device.session();

        var page = device.browser().post(device.root().resolve("api/sign-out"), Map.of());
        var again = device.open("private/");

        assertThat(page.cameBy(Keycloak.running().issuer()), is(false));
        assertThat(again.cameBy(Keycloak.running().issuer()), is(true));
        assertThat(Device.isPrivate(again), is(true));
        assertThat(device.session(), is(not(session)));
    }

    @Test
    void aCallerWhoNamesTheNextUrlIsLedThere() {
        var device = signedIn("notified", "alice");

        var reply = device.post("api/sign-out/programmatic?callbackUrl=/notified/?next");

        assertThat(reply.json().getString("url"), is("/notified/?next"));
        assertThat(device.get("api/me").status(), is(401));
    }

    @Test
    void aDryRunTellsWhereItLeadsAndEndsNothing() {
        var device = signedIn("notified", "alice");

        var plan = device.get("api/sign-out/plan").json();

        assertThat(plan.getString("url"), is(leadsOn("notified")));
        assertThat(device.get("api/me").status(), is(200));
    }

    @Test
    void theFormThatAsksFirstMayBeLedToTheProvider() {
        var page = signedIn("notified", "alice").visit("api/sign-out");

        var policy = page.header("Content-Security-Policy");
        assertThat(policy, containsString("form-action 'self' https://127.0.0.1:"));
    }

    @Test
    void oneDeviceEndsAndTheOthersStay() {
        var desk = signedIn("notified", "user3");
        var phone = signedIn("notified", "user3");
        var session = phone.session();

        desk.post("api/sign-out");

        assertThat(desk.get("api/me").status(), is(401));
        assertThat(phone.session(), is(session));
        assertThat(phone.get("api/sessions").array(), hasSize(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"silent", "notified"})
    void endedByAnotherDeviceItIsRefusedAtTheNextRequest(String application) {
        var desk = signedIn(application, "user4");
        var phone = signedIn(application, "user4");
        phone.session();
        var stolen = phone.stolen();

        var reply = desk.post("api/sign-out/everywhere");

        assertThat(reply.json().getBoolean("ok"), is(true));
        assertThat(phone.stolen().visit("private/").body(), not(containsString(PRIVATE)));
        assertThat(phone.stolen().get("api/me").status(), is(401));
        assertThat(phone.get("api/hello").body(), not(containsString("user4")));
        assertThat(stolen.stolen().get("api/me").status(), is(401));
    }

    @Test
    void endedByAnAdministratorItIsRefusedAndTheProviderMayBeginANewOne() {
        var phone = signedIn("notified", "user5");
        var session = phone.session();
        var stolen = phone.stolen();
        signedIn("notified", "admin").delete("api/admin/subjects/user5/sessions");

        // The provider still knows the browser, and asks nothing
        var page = phone.open("private/");

        assertThat(page.cameBy(Keycloak.running().issuer()), is(true));
        assertThat(Device.isPrivate(page), is(true));
        assertThat(phone.session(), is(not(session)));
        assertThat(phone.get("api/sessions").array(), hasSize(1));
        assertThat(stolen.get("api/me").status(), is(401));
        assertThat(stolen.stolen().visit("private/").body(), not(containsString(PRIVATE)));
    }

    @Test
    void aLoginThatTheMechanismEndsWithItsTokenIsNoSessionAnyMore() {
        var device = signedIn("expiring", "user6");
        var session = device.session();
        var stolen = device.stolen();

        await().until(() -> stolen.stolen().get("api/me").status(), is(not(200)));

        assertThat(stolen.get("api/me").body(), not(containsString("user6")));
        assertThat(device.get("api/hello").body(), not(containsString("user6")));
        var sessions = signedIn("expiring", "admin").get("api/admin/subjects/user6/sessions");
        assertThat(sessions.body(), not(containsString(session)));
    }

    /** The mechanism has no receiver for it. */
    @Test
    void aLogoutAtTheProviderIsNotHeardBeforeTheNextLogin() {
        var device = signedIn("silent", "user7");
        var session = device.session();

        Keycloak.running().logOut("user7");

        assertThat(device.session(), is(session));
        device.post("api/sign-out");
        assertThat(Device.isAsked(device.open("private/")), is(true));
    }

    @Override
    public Device signedIn(String application, String username) {
        return new Device(sample.at(application)).loggedIn(username);
    }

    private Matcher<String> leadsOn(String application) {
        var root = sample.at(application);
        return switch (application) {
            case "silent" -> is(root.toString());
            case "redirected" -> is(root + "?left");
            default ->
                allOf(
                        startsWith(Keycloak.running().issuer() + "/protocol/openid-connect/logout?id_token_hint="),
                        endsWith("&post_logout_redirect_uri=" + UserAgent.encode(root + "?left")));
        };
    }
}
