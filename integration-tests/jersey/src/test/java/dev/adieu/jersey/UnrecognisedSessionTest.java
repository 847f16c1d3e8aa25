// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.jersey;

import dev.adieu.suite.UserAgent;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.ext.Provider;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

/** A caller whom something else has authenticated, and whom Adieu cannot sign out. */
class UnrecognisedSessionTest {

    @ParameterizedTest
    @ValueSource(strings = {"sign-out", "everywhere", "with-entity"})
    void isNeverToldToBeSignedOut(String path) {
        try (var served = Served.with(Account.class, Callers.class, Basic.class).start()) {
            var reply = served.agent().post(path, "X-Basic", "carol");

            assertThat(reply.status(), is(500));
            assertThat(reply.json().getString("error"), is("unrecognised_session"));
            assertThat(reply.json().getBoolean("ok"), is(false));
            assertThat(
                    served.agent()
                            .post(path, UserAgent.with(UserAgent.NAVIGATION, "X-Basic", "carol"))
                            .status(),
                    is(500));
            assertThat(
                    served.agent().get("callers/principal", "X-Basic", "carol").body(), is("carol"));
        }
    }

    @Test
    void isToldSoWhenTheFilterRunsAfterAdieusToo() {
        try (var served = Served.with(Account.class, LateBasic.class).start()) {
            assertThat(served.agent().post("sign-out", "X-Basic", "carol").status(), is(500));
        }
    }

    @Test
    void isRecognisedByAnySchemeEvenIfAnotherIsMeant() {
        try (var served = Served.with(Account.class, SchemeTest.ByScheme.class, Basic.class)
                .beans(SchemeTest.HeaderScheme.class)
                .start()) {
            var alice = served.agent().signedIn("alice");

            assertThat(alice.post("by-scheme/header", "X-Basic", "alice").status(), is(200));
            assertThat(alice.subject(), is("alice"));
        }
    }

    @Test
    void isNotSignedOutBesideWhatCannotBeEnded() {
        try (var served = Served.with(Account.class, Basic.class).start()) {
            var alice = served.agent().signedIn("alice");

            var carol = alice.post("sign-out", "X-Basic", "carol");
            var basic = alice.post("sign-out", "X-Basic", "alice", "Authorization", "Basic YWxpY2U6eA==");

            assertThat(carol.status(), is(500));
            assertThat(carol.json().getString("error"), is("unrecognised_session"));
            assertThat(basic.status(), is(500));
            assertThat(alice.subject(), is("alice"));
        }
    }

    @Test
    void isNotWhomHelidonCallsAnonymous() {
        try (var served = Served.with(Account.class, Anonymous.class).start()) {
            var reply = served.agent().signedIn("alice").post("sign-out");

            assertThat(reply.status(), is(200));
            assertThat(reply.json().getBoolean("ok"), is(true));
            // Whom something authenticated is somebody, whatever their name.
            assertThat(served.agent().post("sign-out", "X-Scheme", "FORM").status(), is(500));
        }
    }

    /** Authentication of another kind. */
    @Provider
    @Priority(Priorities.AUTHENTICATION)
    public static class Basic implements ContainerRequestFilter {
        @Override
        public void filter(ContainerRequestContext request) {
            var name = request.getHeaderString("X-Basic");
            if (name != null) {
                request.setSecurityContext(new Known(request.getSecurityContext(), name, SecurityContext.BASIC_AUTH));
            }
        }
    }

    /** The same, later. */
    @Provider
    @Priority(Priorities.USER)
    public static class LateBasic extends Basic {}

    /** What Helidon says of everybody whom it has not authenticated. */
    @Provider
    @Priority(Priorities.AUTHENTICATION)
    public static class Anonymous implements ContainerRequestFilter {
        @Override
        public void filter(ContainerRequestContext request) {
            request.setSecurityContext(
                    new Known(request.getSecurityContext(), "<ANONYMOUS>", request.getHeaderString("X-Scheme")));
        }
    }

    private record Known(SecurityContext before, String name, @Nullable String scheme) implements SecurityContext {
        @Override
        public Principal getUserPrincipal() {
            return () -> name;
        }

        @Override
        public boolean isUserInRole(String role) {
            return false;
        }

        @Override
        public boolean isSecure() {
            return before.isSecure();
        }

        @Override
        public @Nullable String getAuthenticationScheme() {
            return scheme;
        }
    }
}
