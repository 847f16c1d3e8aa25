// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.servlet.test;

import dev.adieu.suite.UserAgent;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.security.Principal;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

/** Sessions that the application began in the server's session, and what may go wrong on the way. */
class ServerSessionTest {

    @AfterEach
    void repair() {
        BreakableStore.DOWN.set(false);
    }

    private static UserAgent signedIn(Deployed deployed, String username) {
        var agent = deployed.agent();
        agent.postForm("api/sign-in", Map.of("username", username));
        return agent;
    }

    @Test
    void beginWithAnIdThatNobodyKnewBefore() throws Exception {
        try (var deployed = Deployed.with().start()) {
            var agent = deployed.agent();
            agent.get("api/cart");
            var fixed = agent.copy();

            agent.postForm("api/sign-in", Map.of("username", "alice"));

            assertThat(agent.subject(), is("alice"));
            assertThat(agent.get("api/cart").body(), is("2"));
            assertThat(fixed.subject(), is(""));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HttpSession", "Cookies"})
    void endWithWhatTheApplicationKeptInThem(String scheme) throws Exception {
        try (var deployed = Deployed.with().start()) {
            var agent = deployed.agent();
            agent.postForm("api/sign-in", Map.of("username", "alice", "scheme", scheme));
            agent.get("api/cart");
            var gone = Cart.GONE.get();

            agent.post("api/sign-out");

            // CDI destroys it when the request has ended, which the answer does not wait for.
            Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> Cart.GONE.get() == gone + 1);
            assertThat(agent.get("api/cart").body(), is("1"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HttpSession", "Cookies"})
    void showTheNextPersonNothingOfTheFormerOne(String scheme) throws Exception {
        try (var deployed = Deployed.with().start()) {
            var agent = deployed.agent();
            agent.postForm("api/sign-in", Map.of("username", "alice", "scheme", scheme));
            agent.get("api/cart");

            agent.postForm("api/sign-in", Map.of("username", "bob", "scheme", scheme));

            assertThat(agent.subject(), is("bob"));
            assertThat(agent.get("api/cart").body(), is("1"));
        }
    }

    @Test
    void endedElsewhereTakeTheServersSessionWithThem() throws Exception {
        try (var deployed = Deployed.with().start()) {
            var alice = signedIn(deployed, "alice");
            assertThat(alice.get("pages/").body(), containsString("a session"));
            signedIn(deployed, "bob").postForm("api/end-all", Map.of("username", "alice"));

            assertThat(alice.copy().get("pages/").body(), containsString("no session"));
            assertThat(alice.subject(), is(""));
        }
    }

    @Test
    void endedElsewhereLeadToTheLoginPathWithTheReason() throws Exception {
        try (var deployed =
                Deployed.with().setting("adieu.login-path", "/sign-in.html").start()) {
            var alice = signedIn(deployed, "alice");
            signedIn(deployed, "bob").postForm("api/end-all", Map.of("username", "alice"));

            var reply = alice.get("api/require", UserAgent.NAVIGATION);

            assertThat(reply.header("Location"), containsString("/shop/sign-in.html?reason=session_expired"));
        }
    }

    @Test
    void areLookedUpOnceForARequest() throws Exception {
        try (var deployed = Deployed.with().formLogin().start()) {
            var alice = deployed.loggedIn("alice");
            var before = BreakableStore.LOOK_UPS.get();

            alice.get("api/require");

            assertThat(BreakableStore.LOOK_UPS.get(), is(before + 1));
        }
    }

    @Test
    void areNobodysBusinessWhereThereIsNone() throws Exception {
        try (var deployed = Deployed.with().formLogin().start()) {
            var before = BreakableStore.LOOK_UPS.get();

            deployed.agent().get("pages/");
            deployed.agent().get("api/public");

            assertThat(BreakableStore.LOOK_UPS.get(), is(before));
        }
    }

    @Test
    void areUnavailableWhileTheStoreIs() throws Exception {
        try (var deployed = Deployed.with().formLogin().start()) {
            var alice = deployed.loggedIn("alice");
            BreakableStore.DOWN.set(true);

            var reply = alice.get("private/");
            var signOut = alice.post("api/sign-out");

            assertThat(reply.status(), is(503));
            assertThat(reply.header("Retry-After"), is(not("")));
            assertThat(signOut.status(), is(503));
            assertThat(deployed.agent().get("api/public").status(), is(200));
            BreakableStore.DOWN.set(false);
            assertThat(alice.subject(), is("alice"));
        }
    }

    @Test
    void endThoughTheContainersLogoutFails() throws Exception {
        Filter failing = (request, response, chain) -> chain.doFilter(
                new HttpServletRequestWrapper((HttpServletRequest) request) {
                    @Override
                    public void logout() throws ServletException {
                        throw new ServletException("Not now");
                    }
                },
                response);
        try (var deployed = Deployed.with().formLogin().filter(failing).start()) {
            var alice = deployed.loggedIn("alice");
            var stolen = alice.copy();

            var reply = alice.post("api/sign-out");

            assertThat(reply.json().getBoolean("ok"), is(true));
            assertThat(stolen.get("private/").body(), not(containsString("alice")));
        }
    }

    @Test
    void endWithAttributesThatNobodyCanStore() throws Exception {
        try (var deployed = Deployed.with().start()) {
            var alice = signedIn(deployed, "alice");
            alice.get("pages/odd");

            assertThat(alice.post("api/sign-out").json().getBoolean("ok"), is(true));
            assertThat(alice.subject(), is(""));
        }
    }

    @Test
    void ofSomebodyWithoutANameEndToo() throws Exception {
        try (var deployed = Deployed.with().valve(new Known("")).start()) {
            var agent = deployed.agent();
            agent.get("pages/begin");
            assertThat(agent.subject(), containsString("unnamed-"));

            var reply = agent.post("api/sign-out");

            assertThat(reply.json().getBoolean("ok"), is(true));
            assertThat(Events.ends().size(), is(1));
        }
    }

    @Test
    void areNotSaidToEndWhereTheLoginKeepsACredentialOfItsOwn() throws Exception {
        try (var deployed = Deployed.with().valve(new Known("carol")).start()) {
            var reply = deployed.agent().post("api/sign-out");

            assertThat(reply.status(), is(500));
            assertThat(reply.json().getString("error"), is("unrecognised_session"));
            assertThat(Events.ends(), is(empty()));
        }
    }

    @Test
    void endOnceWithEverySessionOfTheBrowser() throws Exception {
        try (var deployed = Deployed.with().formLogin().start()) {
            var agent = deployed.loggedIn("alice");
            agent.postForm("api/sign-in", Map.of("username", "bob", "scheme", "Cookies"));

            agent.post("api/sign-out");

            assertThat(Events.ends(), containsInAnyOrder("bob sign_out", "alice sign_out"));
            assertThat(agent.get("pages/").body(), is("page of null, no session"));
        }
    }

    @Test
    void leaveALineThatTellsWhoEndedThem() throws Exception {
        var lines = new CopyOnWriteArrayList<String>();
        var audit = Logger.getLogger("dev.adieu.audit");
        var handler = new StreamHandler() {
            @Override
            public void publish(LogRecord line) {
                lines.add(line.getMessage());
            }
        };
        audit.addHandler(handler);
        try (var deployed = Deployed.with().start()) {
            signedIn(deployed, "alice").post("api/sign-out");
        } finally {
            audit.removeHandler(handler);
        }

        assertThat(lines, contains(containsString("reason=sign_out scheme=HttpSession address=127.0.0.1")));
    }

    /** A login mechanism that knows everybody without a session. */
    private static final class Known extends ValveBase {
        private final String name;

        Known(String name) {
            super(true);
            this.name = name;
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            request.setUserPrincipal((Principal) () -> name);
            getNext().invoke(request, response);
        }
    }
}
