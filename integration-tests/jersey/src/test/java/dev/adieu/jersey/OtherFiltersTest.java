// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.jersey;

import dev.adieu.SessionManager;
import dev.adieu.SignOut;
import dev.adieu.SignOutError;
import dev.adieu.SignOutResult;
import dev.adieu.suite.UserAgent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

/** An application's own filters, which rewrite answers and ask who calls. */
class OtherFiltersTest {
    private Served served = Served.with(
                    Account.class, Results.class, EarlyEnvelope.class, LateEnvelope.class, Early.class)
            .start();
    private final UserAgent alice = served.agent().signedIn("alice");

    @AfterEach
    void stop() {
        served.close();
    }

    @Test
    void anAnswerThatIsWrappedIsStillTheMethodsAnswer() {
        var reply = alice.post("with-entity?wrap=true");

        assertThat(reply.body(), containsString("data"));
        assertThat(reply.expiresCookie(), is(true));
        assertThat(alice.subject(), is(""));
    }

    @Test
    void aResultIsNotWrapped() {
        assertThat(alice.post("sign-out?wrap=true").json().getBoolean("ok"), is(true));
    }

    @Test
    void aRefusalThatIsGivenAnotherStatusIsStillARefusal() {
        assertThat(alice.post("results/conflict?status=200").status(), is(200));

        assertThat(alice.subject(), is("alice"));
    }

    @Test
    void aFailedResultIsNotImprovedByTheAnnotation() {
        var reply = alice.post("results/failed");

        assertThat(reply.status(), is(503));
        assertThat(reply.json().getString("error"), is("store_unavailable"));
        assertThat(alice.subject(), is("alice"));
    }

    @Test
    void aFilterMayAskWhoCallsFromTheStart() {
        assertThat(alice.get("public").header("X-Caller"), is("alice"));
        assertThat(served.agent().get("public").header("X-Caller"), is("nobody"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html;q=0.9,*/*;q=0.1",
                "text/html",
                "application/xhtml+xml,*/*;q=0.5",
                "text/html;charset=utf-8"
            })
    void whoPrefersPagesNavigates(String accept) {
        assertThat(alice.post("sign-out", "Accept", accept).status(), is(303));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "application/json", "application/json,text/html;q=0.9", "text/plain"})
    void whoDoesNotGetsData(String accept) {
        assertThat(alice.post("sign-out", "Accept", accept).status(), is(200));
    }

    @Test
    void aRefusalNamesTheOrigin() {
        var reply = alice.post("sign-out", "Origin", "https://evil.example");

        assertThat(reply.header("Adieu-Refused-Origin"), is("https://evil.example"));
    }

    /** Methods with results of their own. */
    @Path("results")
    @RequestScoped
    public static class Results {
        @Inject
        SessionManager sessions;

        @POST
        @Path("conflict")
        @SignOut
        public Response conflict(@QueryParam("status") int status) {
            return Response.status(Response.Status.CONFLICT).build();
        }

        @POST
        @Path("failed")
        @SignOut
        public SignOutResult failed() {
            return SignOutResult.failed(SignOutError.STORE_UNAVAILABLE);
        }
    }

    /** Wraps entities before Adieu sees the answer, and drops the annotations. */
    @Provider
    @Priority(Priorities.USER + 1000)
    public static class EarlyEnvelope implements ContainerResponseFilter {
        @Override
        public void filter(ContainerRequestContext request, ContainerResponseContext response) {
            var parameters = request.getUriInfo().getQueryParameters();
            if (parameters.containsKey("wrap") && response.hasEntity()) {
                response.setEntity(
                        "{\"data\":\"" + response.getEntity() + "\"}",
                        new Annotation[0],
                        MediaType.APPLICATION_JSON_TYPE);
            }
            if (parameters.containsKey("status")) {
                response.setStatus(Integer.parseInt(parameters.getFirst("status")));
            }
        }
    }

    /** Wraps entities at the usual place. */
    @Provider
    @Priority(Priorities.HEADER_DECORATOR)
    public static class LateEnvelope extends EarlyEnvelope {}

    /** Asks who calls before anything else does. */
    @Provider
    @Priority(Priorities.AUTHENTICATION)
    public static class Early implements ContainerRequestFilter, ContainerResponseFilter {
        @Override
        public void filter(ContainerRequestContext request) {
            var caller = CDI.current()
                    .select(SessionManager.class)
                    .get()
                    .current()
                    .map(session -> session.subject())
                    .orElse("nobody");
            request.setProperty("caller", caller);
        }

        @Override
        public void filter(ContainerRequestContext request, ContainerResponseContext response) {
            response.getHeaders().putSingle("X-Caller", request.getProperty("caller"));
        }
    }
}
