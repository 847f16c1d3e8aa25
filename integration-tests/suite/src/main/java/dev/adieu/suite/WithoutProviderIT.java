// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.suite;

import java.util.List;
import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

/** Where no OpenID provider is set, the module that is there for one is as good as absent. */
class WithoutProviderIT {
    private final UserAgent agent = new UserAgent(Sample.root());

    @Test
    void nobodyIsOfferedOne() {
        assertThat(agent.get("api/openid").json().isNull("provider"), is(true));
        for (var path : List.of("api/openid/sign-in", "api/openid/callback?code=1&state=1")) {
            var reply = agent.get(path);
            assertThat(path, reply.status(), is(404));
            assertThat(reply.json().getString("error"), is("No OpenID provider is set"));
        }
    }

    @Test
    void aSignOutHasNothingMoreToDo() {
        agent.signedIn("alice");

        assertThat(agent.get("api/sign-out/plan").json().getJsonArray("effects"), is(empty()));
    }
}
