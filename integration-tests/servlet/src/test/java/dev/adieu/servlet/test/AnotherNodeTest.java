// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.servlet.test;

import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

/** A cookie that survives its session is shown to a node that has never seen either; the nodes share a store. */
class AnotherNodeTest {

    @Test
    void refusesACookieWhoseSessionItsUserEnded() throws Exception {
        try (var node = node()) {
            var alice = node.agent().withCookie(Remembering.COOKIE, "alice-1");
            assertThat(alice.get("private/").body(), containsString("page of alice"));
            assertThat(alice.post("api/sign-out").status(), is(200));
        }

        try (var node = node()) {
            var replayed = node.agent().withCookie(Remembering.COOKIE, "alice-1");
            assertThat(replayed.copy().get("private/").body(), not(containsString("page of alice")));
            assertThat(replayed.copy().get("api/hello").body(), not(containsString("alice")));

            var anew = node.agent().withCookie(Remembering.COOKIE, "alice-2");
            assertThat(anew.get("private/").body(), containsString("page of alice"));
        }
    }

    @Test
    void refusesACookieWhoseSessionAnAdministratorEnded() throws Exception {
        try (var node = node()) {
            var alice = node.agent().withCookie(Remembering.COOKIE, "alice-3");
            assertThat(alice.get("private/").body(), containsString("page of alice"));
            var bob = node.agent().withCookie(Remembering.COOKIE, "bob-3");
            assertThat(bob.postForm("api/end-all", Map.of("username", "alice")).status(), is(200));
        }

        try (var node = node()) {
            var replayed = node.agent().withCookie(Remembering.COOKIE, "alice-3");
            assertThat(replayed.get("private/").body(), not(containsString("page of alice")));
        }
    }

    private static Deployed node() throws Exception {
        return Deployed.with()
                .valve(new Remembering())
                .setting("adieu.surviving-cookies", Remembering.COOKIE)
                .start();
    }
}
