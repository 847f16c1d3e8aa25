// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.jersey;

import dev.adieu.suite.UserAgent;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

/** A front end on another port, in development: {@code localhost:5173} calls {@code localhost:8080}. */
class SinglePageApplicationTest {
    private static final String FRONT_END = "http://localhost:5173";

    private final Served served = Served.with(Account.class, Asking.Logout.class, Cors.class)
            .setting("adieu.allowed-origins", FRONT_END)
            .start();

    @AfterEach
    void stop() {
        served.close();
    }

    @Test
    void signsInAndOutFromAnAllowedOrigin() {
        var agent = served.agent();
        agent.postForm(
                "api/sign-in",
                java.util.Map.of("username", "alice"),
                "Origin",
                FRONT_END,
                "Sec-Fetch-Site",
                "same-site",
                "Sec-Fetch-Mode",
                "cors");
        assertThat(agent.subject(), is("alice"));

        var reply = agent.post(
                "logout?redirect=false", "Origin", FRONT_END, "Sec-Fetch-Site", "same-site", "Sec-Fetch-Mode", "cors");

        assertThat(reply.status(), is(200));
        assertThat(reply.json().getBoolean("ok"), is(true));
        assertThat(reply.header("Access-Control-Allow-Origin"), is(FRONT_END));
        assertThat(agent.subject(), is(""));
    }

    /** Another one than the front end's tells this application its own name, and not the one that the browser knows. */
    @Test
    void behindTheProxyOfADevelopmentServerNothingIsToBeSet() {
        var proxied = new String[] {"Origin", "http://localhost:4200", "Sec-Fetch-Site", "same-origin"};
        var agent = served.agent();
        agent.postForm("api/sign-in", java.util.Map.of("username", "alice"), proxied);
        assertThat(agent.subject(), is("alice"));

        assertThat(agent.post("logout", proxied).json().getBoolean("ok"), is(true));

        assertThat(agent.subject(), is(""));
    }

    @Test
    void thePreflightEndsNothing() {
        var agent = served.agent().signedIn("alice");

        var reply = agent.send(
                "OPTIONS",
                "logout",
                null,
                "Origin",
                FRONT_END,
                "Access-Control-Request-Method",
                "POST",
                "Sec-Fetch-Site",
                "same-site",
                "Sec-Fetch-Mode",
                "cors");

        assertThat(reply.status(), is(204));
        assertThat(reply.header("Access-Control-Allow-Methods"), containsString("POST"));
        assertThat(agent.subject(), is("alice"));
    }

    @Test
    void anotherOriginIsRefusedAndToldWhichItIs() {
        var agent = served.agent().signedIn("alice");

        var reply = agent.post("logout", "Origin", "http://localhost:4200", "Sec-Fetch-Site", "same-site");

        assertThat(reply.status(), is(403));
        assertThat(reply.json().getString("error"), is("cross_site_request"));
        assertThat(reply.header("Adieu-Refused-Origin"), is("http://localhost:4200"));
        assertThat(agent.subject(), is("alice"));
    }

    @Test
    void aFormOfAnotherOriginIsRefusedAsAPage() {
        var agent = served.agent().signedIn("alice");

        var reply = agent.post(
                "logout", UserAgent.with(new String[] {"Origin", "http://localhost:4200"}, "Accept", "text/html"));

        assertThat(reply.status(), is(403));
        assertThat(reply.body(), containsString("http://localhost:4200"));
    }

    /** The application's own CORS filter, as any is. */
    @Provider
    @PreMatching
    public static class Cors implements ContainerRequestFilter, ContainerResponseFilter {
        @Override
        public void filter(ContainerRequestContext request) {
            if (request.getMethod().equals("OPTIONS")
                    && request.getHeaderString("Access-Control-Request-Method") != null) {
                request.abortWith(Response.noContent()
                        .header("Access-Control-Allow-Methods", "GET, POST, DELETE")
                        .build());
            }
        }

        @Override
        public void filter(ContainerRequestContext request, ContainerResponseContext response) {
            if (FRONT_END.equals(request.getHeaderString("Origin"))) {
                response.getHeaders().putSingle("Access-Control-Allow-Origin", FRONT_END);
                response.getHeaders().putSingle("Access-Control-Allow-Credentials", "true");
                response.getHeaders().add("Vary", "Origin");
            }
        }
    }
}
