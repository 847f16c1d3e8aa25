// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.servlet.test;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.Set;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

/** Callers whom the container knows by a bearer token, where nothing makes sessions of them. */
class TokenCallerTest {
    private static final String[] TOKEN = {"Authorization", "Bearer carol"};

    @AfterEach
    void forget() {
        Events.ALL.clear();
    }

    @Test
    void areNoLoginOfTheContainerAndNeverToldToBeSignedOut() throws Exception {
        try (var deployed = Deployed.with().formLogin().valve(new Tokens()).start()) {
            var reply = deployed.agent().post("api/sign-out", TOKEN);

            assertThat(reply.status(), is(500));
            assertThat(reply.json().getString("error"), is("unrecognised_session"));
            assertThat(reply.setCookies(), is(empty()));
        }
    }

    @Test
    void endNoLoginOfTheContainerThatTheyComeWith() throws Exception {
        try (var deployed = Deployed.with().formLogin().valve(new Tokens()).start()) {
            var alice = deployed.loggedIn("alice");

            alice.get("api/public", TOKEN);

            assertThat(Events.ends(), is(empty()));
            assertThat(alice.subject(), is("alice"));
        }
    }

    /** What a server with MicroProfile JWT does. */
    private static final class Tokens extends ValveBase {
        Tokens() {
            super(true);
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            var header = request.getHeader("Authorization");
            if (header != null) {
                request.setAuthType("MP-JWT");
                request.setUserPrincipal(new Token(header.substring("Bearer ".length())));
            }
            getNext().invoke(request, response);
        }
    }

    private record Token(String name) implements JsonWebToken {
        @Override
        public String getName() {
            return name;
        }

        @Override
        public Set<String> getClaimNames() {
            return Set.of();
        }

        @Override
        public <T> T getClaim(String claim) {
            return null;
        }
    }
}
