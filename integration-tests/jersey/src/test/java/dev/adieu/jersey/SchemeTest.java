// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.jersey;

import dev.adieu.ResponseChange;
import dev.adieu.SessionManager;
import dev.adieu.SignOut;
import dev.adieu.SignOutOptions;
import dev.adieu.UserSession;
import dev.adieu.spi.Found;
import dev.adieu.spi.Scheme;
import dev.adieu.spi.Token;
import dev.adieu.suite.UserAgent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

/** Schemes by name, and a second one beside the cookie. */
class SchemeTest {
    private Served served;
    private UserAgent agent;

    @BeforeEach
    void serve() {
        served = Served.with(Account.class, ByScheme.class)
                .beans(HeaderScheme.class)
                .start();
        agent = served.agent().signedIn("alice");
    }

    @AfterEach
    void stop() {
        served.close();
    }

    @Test
    void anUnknownSchemeIsRefusedBeforeTheMethodRuns() {
        assertThat(agent.post("by-scheme/unknown").status(), is(500));

        assertThat(ByScheme.CALLS.get(), is(0));
        assertThat(agent.subject(), is("alice"));
    }

    @Test
    void anUnknownSchemeIsRefusedByACallTooAndNothingEnds() {
        var message = agent.post("by-scheme/programmatic?scheme=Cokies").body();

        assertThat(message, allOf(containsString("'Cokies'"), containsString("Cookies"), containsString("Header")));
        assertThat(agent.subject(), is("alice"));
    }

    @Test
    void nobodySignsInByAnUnknownScheme() {
        var reply = served.agent().postForm("api/sign-in", Map.of("username", "bob", "scheme", "Nope"));

        assertThat(reply.status(), is(500));
        assertThat(reply.setCookies().isEmpty(), is(true));
    }

    @Test
    void aSignOutEndsAllThatTheRequestCarries() {
        var header = headerToken("bob");

        agent.post("sign-out", "X-Session", header);

        assertThat(agent.subject(), is(""));
        assertThat(subjectOf(header), is(""));
    }

    @Test
    void aSignOutOfOneSchemeLeavesTheOther() {
        var header = headerToken("bob");

        var reply = agent.post("by-scheme/header", "X-Session", header);

        assertThat(reply.json().getBoolean("ok"), is(true));
        assertThat(reply.setCookies().isEmpty(), is(true));
        assertThat(agent.subject(), is("alice"));
        assertThat(subjectOf(header), is(""));
    }

    @Test
    void bothSubjectsAreSignedOutEverywhere() {
        var header = headerToken("bob");
        var phone = served.agent().signedIn("bob");

        agent.post("everywhere", "X-Session", header);

        assertThat(agent.subject() + phone.subject() + subjectOf(header), is(""));
    }

    private String headerToken(String username) {
        return served.agent()
                .postForm("api/sign-in", Map.of("username", username, "scheme", "Header"))
                .header("X-Session");
    }

    private String subjectOf(String header) {
        var reply = served.agent().get("api/hello", "X-Session", header).json();
        return reply.isNull("subject") ? "" : reply.getString("subject");
    }

    /** A scheme of an application: the token in a header. */
    @ApplicationScoped
    public static class HeaderScheme implements Scheme {
        @Override
        public String name() {
            return "Header";
        }

        @Override
        public Found find(ContainerRequestContext request) {
            return Token.parse(request.getHeaderString("X-Session"))
                    .map(token -> Found.credential(token.hash()))
                    .orElse(Found.nothing());
        }

        @Override
        public List<ResponseChange> issue(Token token, UserSession session, ContainerRequestContext request) {
            return List.of(new ResponseChange.SetHeader("X-Session", token.reveal()));
        }

        @Override
        public List<ResponseChange> forget(ContainerRequestContext request) {
            return List.of();
        }

        @Override
        public String challenge() {
            return "Header";
        }
    }

    /** Sign-outs that name a scheme. */
    @Path("by-scheme")
    @RequestScoped
    public static class ByScheme {
        static final AtomicInteger CALLS = new AtomicInteger();

        @Inject
        SessionManager sessions;

        @POST
        @Path("unknown")
        @SignOut(scheme = "Nope")
        public void unknown() {
            CALLS.incrementAndGet();
        }

        @POST
        @Path("header")
        @SignOut(scheme = "Header")
        public void header() {}

        @POST
        @Path("programmatic")
        public String programmatic(@QueryParam("scheme") String scheme) {
            try {
                return sessions.signOut(SignOutOptions.builder().scheme(scheme).build())
                        .toString();
            } catch (IllegalArgumentException e) {
                return e.getMessage();
            }
        }
    }
}
