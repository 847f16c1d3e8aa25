// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.peers.security;

import dev.adieu.peers.Keycloak;
import dev.adieu.suite.UserAgent;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

/** Three nodes over one store. The provider tells the third alone, where nobody has ever been. */
class OpenLibertyNodesIT {
    private static List<Sample> nodes = List.of();

    @BeforeAll
    static void start() throws Exception {
        nodes = Sample.nodesOn("open-liberty", 3);
    }

    @AfterAll
    static void stop() {
        nodes.forEach(Sample::close);
    }

    private static Device at(int node) {
        return new Device(nodes.get(node - 1).at("linked"));
    }

    /** BC-3, BC-17, BC-21, V7.4.1 */
    @Test
    void aLogoutTokenAtOneNodeEndsTheSessionOnAnother() {
        var desk = at(1).loggedIn("user8");
        var phone = at(2).loggedIn("user8");
        var stranger = at(2).loggedIn("bob");
        var stolen = desk.stolen();

        Keycloak.running().logOut("user8");

        desk.awaitRefusal();
        phone.awaitQuestion();
        assertThat(desk.get("api/hello").body(), not(containsString("user8")));
        assertThat(Device.isAsked(desk.open("private/")), is(true));
        assertThat(stolen.stolen().get("api/me").status(), is(401));
        assertThat(stranger.get("api/me").status(), is(200));
    }

    /** FC-3, FC-4 */
    @Test
    void aFrameAtOneNodeEndsTheSessionOnAnother() {
        var keycloak = Keycloak.running();
        keycloak.logOut("user9");
        var desk = at(1).loggedIn("user9");
        var sid = keycloak.sessionIds("user9").get(0);

        at(3).get("api/openid/front-channel-logout?sid=" + sid + "&iss="
                + UserAgent.encode(keycloak.issuer().toString()));

        assertThat(desk.get("api/hello").body(), not(containsString("user9")));
        assertThat(desk.get("api/me").status(), is(401));
    }

    /** What is revoked later is what the provider knows its session by, which is that of the new login too. */
    @Test
    void whoHasComeBackByTheProvidersSessionKeepsIt() {
        var keycloak = Keycloak.running();
        keycloak.logOut("user7");
        var desk = at(1).loggedIn("user7");
        var sids = keycloak.sessionIds("user7");
        at(2).loggedIn("admin").delete("api/admin/subjects/user7/sessions");
        assertThat(Device.isPrivate(desk.open("private/")), is(true));
        var session = desk.session();

        await().during(Duration.ofSeconds(75))
                .atMost(Duration.ofSeconds(90))
                .until(() -> keycloak.sessionIds("user7"), is(sids));
        assertThat(desk.session(), is(session));
    }
}
