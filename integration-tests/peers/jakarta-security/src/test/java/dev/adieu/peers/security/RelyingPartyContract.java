// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.peers.security;

import dev.adieu.peers.Keycloak;
import dev.adieu.peers.Page;
import dev.adieu.suite.UserAgent;
import java.net.URI;
import java.util.Map;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

/**
 * The provider's session and the application's are one, where the mechanism has signed people in and the application is a
 * relying party too: {@code linked}, whose definition notifies the provider by itself.
 */
interface RelyingPartyContract {
    /** A browser that has signed in. */
    Device signedIn(String application, String username);

    /** BC-3, BC-17, BC-21, S-4 */
    @Test
    default void aLogoutAtTheProviderEndsTheSessionAndTheServersLogin() {
        var desk = signedIn("linked", "user8");
        var phone = signedIn("linked", "user8");
        var stranger = signedIn("linked", "alice");
        var stolen = desk.stolen();

        Keycloak.running().logOut("user8");

        desk.awaitRefusal();
        phone.awaitQuestion();
        assertThat(desk.get("api/hello").body(), not(containsString("user8")));
        assertThat(Device.isAsked(desk.open("private/")), is(true));
        assertThat(stolen.stolen().get("api/me").status(), is(401));
        assertThat(Device.isPrivate(stolen.stolen().open("private/")), is(false));
        assertThat(stranger.get("api/me").status(), is(200));
    }

    /** FC-3, FC-4, FC-9 */
    @Test
    default void aFrameOfTheProviderEndsItToo() {
        var keycloak = Keycloak.running();
        keycloak.logOut("user8");
        var desk = signedIn("linked", "user8");
        var sid = keycloak.sessionIds("user8").get(0);

        var frame = new Device(desk.root())
                .get("api/openid/front-channel-logout?sid=" + sid + "&iss="
                        + UserAgent.encode(keycloak.issuer().toString()));

        assertThat(frame.status(), is(200));
        assertThat(desk.get("api/hello").body(), not(containsString("user8")));
        assertThat(desk.get("api/me").status(), is(401));
        assertThat(desk.visit("private/").header("Location"), startsWith(keycloak.issuer() + "/"));
    }

    /** RPI-2, RPI-10, S-4 */
    @Test
    default void aSignOutHereLeadsToTheProviderOnceAndBack() {
        var desk = signedIn("linked", "user9");
        var phone = signedIn("linked", "user9");
        var sessions = Keycloak.running().sessions("user9");

        var page = desk.browser().post(desk.root().resolve("api/sign-out"), Map.of());

        assertThat(visits(page, endSession()), is(1L));
        assertThat(visits(page, desk.root().resolve("api/openid/signed-out?state=")), is(1L));
        assertThat(page.uri(), is(desk.root().resolve("?left")));
        assertThat(Keycloak.running().sessions("user9"), is(sessions - 1));
        assertThat(Device.isAsked(desk.open("private/")), is(true));
        assertThat(phone.get("api/me").status(), is(200));
    }

    /** L-11, RPI-2 */
    @Test
    default void aFetchIsToldOfTheSameTrip() {
        var desk = signedIn("linked", "alice");

        var reply = desk.post("api/sign-out");

        assertThat(reply.status(), is(200));
        assertThat(reply.json().getString("url"), leadsOnce(desk));
    }

    /** On another thread than the request's, where nothing but the session tells of the provider. */
    @Test
    default void aMethodThatAnswersLaterLeadsThereToo() {
        var desk = signedIn("linked", "alice");

        var reply = desk.post("api/sign-out/async");

        assertThat(reply.json().getString("url"), leadsOnce(desk));
    }

    @Test
    default void aNextUrlThatTheCallerNamesIsWhereTheProviderLeadsBack() {
        var desk = signedIn("linked", "bob");

        var url = desk.post("api/sign-out/programmatic?callbackUrl=/linked/?next")
                .json()
                .getString("url");
        assertThat(url, leadsOnce(desk));
        var page = desk.browser().open(URI.create(url));

        assertThat(page.uri(), is(desk.root().resolve("?next")));
        assertThat(Device.isAsked(desk.open("private/")), is(true));
    }

    private static Matcher<String> leadsOnce(Device device) {
        var back = device.root().resolve("api/openid/signed-out").toString();
        return allOf(
                startsWith(endSession() + "?"),
                containsString("id_token_hint="),
                containsString("state="),
                containsString("post_logout_redirect_uri=" + UserAgent.encode(back)));
    }

    private static URI endSession() {
        return URI.create(Keycloak.running().issuer() + "/protocol/openid-connect/logout");
    }

    private static long visits(Page page, URI place) {
        return page.way().stream()
                .filter(each -> each.toString().startsWith(place.toString()))
                .count();
    }
}
