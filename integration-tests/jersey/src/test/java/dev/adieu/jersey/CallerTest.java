// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.jersey;

import org.glassfish.jersey.server.filter.RolesAllowedDynamicFeature;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

class CallerTest {
    private Served served;

    @BeforeEach
    void serve() {
        served = Served.with(Account.class, Callers.class, RolesAllowedDynamicFeature.class)
                .beans(TestStore.class)
                .start();
    }

    @AfterEach
    void stop() {
        served.close();
    }

    @Test
    void theSessionIsThePrincipal() {
        var alice = served.agent().signedIn("alice");

        assertThat(alice.get("callers/principal").body(), is("alice"));
        assertThat(alice.get("callers/role").body(), is("true false Cookies"));
    }

    @Test
    void withoutASessionTheContainersAnswerStands() {
        assertThat(served.agent().get("callers/principal").body(), is("nobody"));
        assertThat(served.agent().get("callers/role").body(), is("false false null"));
    }

    @Test
    void rolesAllowedIsChecked() {
        var alice = served.agent().signedIn("alice");

        assertThat(alice.get("callers/users").status(), is(200));
        assertThat(alice.get("callers/admins").status(), is(403));
        assertThat(served.agent().get("callers/users").status(), is(403));
    }

    @Test
    void theSessionIsLookedUpAtMostOnceAndOnlyWhenAsked() {
        var alice = served.agent().signedIn("alice");
        var store = served.bean(TestStore.class);
        var before = store.lookUps();

        alice.get("public");
        assertThat(store.lookUps() - before, is(0));

        alice.get("callers/role");
        assertThat(store.lookUps() - before, is(1));

        alice.get("callers/users");
        assertThat(store.lookUps() - before, is(2));

        served.agent().get("callers/role");
        assertThat(store.lookUps() - before, is(2));
    }
}
