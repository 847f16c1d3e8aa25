// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.jersey;

import dev.adieu.SessionManager;
import dev.adieu.SignOut;
import dev.adieu.SignOutError;
import dev.adieu.SignOutResult;
import dev.adieu.UserSession;
import dev.adieu.suite.UserAgent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.RedirectionException;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;

class AfterMethodTest {
    private Served served;
    private UserAgent alice;

    @BeforeEach
    void serve() {
        served = Served.with(Account.class, Endings.class, ByInterface.class, Gate.class)
                .start();
        alice = served.agent().signedIn("alice");
    }

    @AfterEach
    void stop() {
        served.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 409, 500, 503})
    void aRefusalOfTheMethodSignsNobodyOut(int status) {
        assertThat(alice.post("endings/status?status=" + status).status(), is(status));

        assertThat(alice.subject(), is("alice"));
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 202, 302, 303, 307})
    void anAnswerOfTheMethodsOwnIsKept(int status) {
        var reply = alice.post("endings/status?status=" + status);

        assertThat(reply.status(), is(status));
        assertThat(reply.expiresCookie(), is(true));
        assertThat(alice.subject(), is(""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "endings/throws",
                "endings/throws-redirect",
                "endings/stage-throws",
                "endings/suspended-throws",
                "endings/stage-throws-redirect"
            })
    void aMethodThatThrowsSignsNobodyOut(String path) {
        alice.post(path);

        assertThat(alice.subject(), is("alice"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"endings/stage", "endings/suspended", "endings/suspended-void", "endings/stage-response"})
    void aMethodThatAnswersLaterSignsOutThen(String path) {
        var reply = alice.post(path);

        assertThat(reply.status(), is(200));
        assertThat(reply.expiresCookie(), is(true));
        assertThat(alice.subject(), is(""));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 204, 303, 401, 500})
    void aFilterThatAnswersInItsPlaceSignsNobodyOut(int status) {
        var reply = alice.post("sign-out?gate=" + status);

        assertThat(reply.status(), is(status));
        assertThat(reply.setCookies().isEmpty(), is(true));
        assertThat(alice.subject(), is("alice"));
    }

    @Test
    void norWhereTheInterfaceHasTheAnnotations() {
        assertThat(alice.post("by-interface/out?gate=303").status(), is(303));
        assertThat(alice.subject(), is("alice"));

        alice.post("by-interface/out");
        assertThat(alice.subject(), is(""));
    }

    @Test
    void theMethodRunsAsTheUser() {
        assertThat(alice.post("endings/who").body(), is("alice"));
        assertThat(alice.subject(), is(""));
    }

    @Test
    void nobodyIsSignedInForTheRestOfTheRequest() {
        assertThat(alice.post("endings/twice").body(), is("true alice→nobody→nobody"));
        assertThat(alice.subject(), is(""));
    }

    @Test
    void aResultOfTheMethodBecomesTheAnswer() {
        assertThat(alice.post("endings/result").body(), is("{\"ok\":true,\"error\":null,\"url\":\"/bye\"}"));
        assertThat(alice.post("endings/result", UserAgent.NAVIGATION).header("Location"), endsWith("/bye"));
    }

    @Test
    void aRefusedResultBecomesItsStatus() {
        var reply = alice.post("endings/forbidden");

        assertThat(reply.status(), is(403));
        assertThat(reply.body(), is("{\"ok\":false,\"error\":\"forbidden\",\"url\":null}"));
        assertThat(alice.post("endings/thrown").status(), is(404));
        assertThat(alice.post("endings/thrown").json().getString("error"), is("session_not_found"));
        assertThat(alice.subject(), is("alice"));
    }

    @Test
    void signingInAgainAfterASignOutSticks() {
        assertThat(alice.post("endings/switch").body(), is("bob"));
        assertThat(alice.subject(), is("bob"));
    }

    /** A contract with all the annotations. */
    public interface Contract {
        @POST
        @Path("out")
        @SignOut
        void out();
    }

    /** A method without any. */
    @Path("by-interface")
    @RequestScoped
    public static class ByInterface implements Contract {
        @Override
        public void out() {}
    }

    /** How methods end. */
    @Path("endings")
    @RequestScoped
    public static class Endings {
        @Inject
        SessionManager sessions;

        @POST
        @Path("status")
        @SignOut
        public Response status(@QueryParam("status") int status) {
            return Response.status(status).build();
        }

        @POST
        @Path("throws")
        @SignOut
        public void fails() {
            throw new IllegalStateException("on purpose");
        }

        @POST
        @Path("throws-redirect")
        @SignOut
        public void failsWithRedirect() {
            throw new RedirectionException(Response.Status.SEE_OTHER, URI.create("/elsewhere"));
        }

        @POST
        @Path("stage-throws")
        @SignOut
        public CompletionStage<Void> failsLater() {
            return CompletableFuture.failedStage(new IllegalStateException("on purpose"));
        }

        @POST
        @Path("stage-throws-redirect")
        @SignOut
        public CompletionStage<Void> failsLaterWithRedirect() {
            return CompletableFuture.supplyAsync(() -> {
                throw new RedirectionException(Response.Status.SEE_OTHER, URI.create("/elsewhere"));
            });
        }

        @POST
        @Path("suspended-throws")
        @SignOut
        public void failsSuspended(@Suspended AsyncResponse response) {
            CompletableFuture.runAsync(() -> response.resume(new IllegalStateException("on purpose")));
        }

        @POST
        @Path("stage")
        @SignOut
        public CompletionStage<Void> later() {
            return CompletableFuture.runAsync(() -> {});
        }

        @POST
        @Path("stage-response")
        @SignOut
        public CompletionStage<Response> responseLater() {
            return CompletableFuture.supplyAsync(() -> Response.ok("bye").build());
        }

        @POST
        @Path("suspended")
        @SignOut
        public void suspended(@Suspended AsyncResponse response) {
            CompletableFuture.runAsync(() -> response.resume("bye"));
        }

        @POST
        @Path("suspended-void")
        @SignOut
        public void suspendedWithoutEntity(@Suspended AsyncResponse response) {
            CompletableFuture.runAsync(
                    () -> response.resume(Response.noContent().build()));
        }

        @POST
        @Path("who")
        @SignOut
        public String who() {
            return sessions.require().subject();
        }

        @POST
        @Path("twice")
        public String twice() {
            var first = name();
            var result = sessions.signOut();
            var second = name();
            sessions.signOut();
            return result.ok() + " " + first + "→" + second + "→" + name();
        }

        @POST
        @Path("result")
        public SignOutResult result() {
            return SignOutResult.signedOut(URI.create("/bye"));
        }

        @POST
        @Path("forbidden")
        public SignOutResult forbidden() {
            return SignOutResult.failed(SignOutError.FORBIDDEN);
        }

        @POST
        @Path("thrown")
        @SignOut
        public SignOutResult thrown() {
            return SignOutResult.failed(SignOutError.SESSION_NOT_FOUND).orElseThrow();
        }

        @POST
        @Path("switch")
        public String switchUser() {
            sessions.signOut();
            sessions.signIn(dev.adieu.SignIn.of("bob"));
            return name();
        }

        private String name() {
            return sessions.current().map(UserSession::subject).orElse("nobody");
        }
    }

    /** A filter that may answer in the method's place, as late as filters run by default. */
    @Provider
    @Priority(Priorities.USER + 1000)
    public static class Gate implements ContainerRequestFilter {
        @Override
        public void filter(ContainerRequestContext request) {
            var status = request.getUriInfo().getQueryParameters().getFirst("gate");
            if (status != null) {
                request.abortWith(Response.status(Integer.parseInt(status)).build());
            }
        }
    }
}
