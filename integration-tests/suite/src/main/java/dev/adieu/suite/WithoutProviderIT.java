// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.suite;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

/** Where no OpenID provider is set, and the sample is none, the modules that are there for it are as good as absent. */
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
    void nobodyTakesTheSampleForOne() {
        for (var path : List.of(".well-known/openid-configuration", "provider/authorize", "provider/jwks")) {
            var reply = agent.get("api/" + path);
            assertThat(path, reply.status(), is(404));
            assertThat(reply.json().getString("error"), is("The sample is no OpenID provider"));
        }
        for (var path : List.of("authorize", "token", "end-session", "sign-out")) {
            assertThat(
                    path,
                    agent.postForm("api/provider/" + path, Map.of("a", "b")).status(),
                    is(404));
        }
        for (var path : List.of("end-session", "sign-out", "signed-out", "frames")) {
            assertThat(path, agent.get("api/provider/" + path).status(), is(404));
        }
    }

    @Test
    void aSignOutHasNothingMoreToDo() {
        agent.signedIn("alice");

        assertThat(agent.get("api/sign-out/plan").json().getJsonArray("effects"), is(empty()));
    }
}
