// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.documentation;

import dev.adieu.Page;
import dev.adieu.SessionManager;
import dev.adieu.SessionSelector;
import dev.adieu.SignIn;
import dev.adieu.SignOut;
import dev.adieu.suite.UserAgent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

/** The examples of the pages, at work. */
class PageExamplesTest {

    @Test
    void theReadmesSignsInAndOut() {
        try (var served = new Served(Door.class, ReadmeExamples.Account.class)) {
            var alice = served.agent();

            alice.postForm("account/sign-in", Map.of("name", "alice"));
            assertThat(alice.subject(), is("alice"));

            assertThat(alice.post("account/sign-out").body(), is("{\"ok\":true,\"error\":null,\"url\":\"/\"}"));
            assertThat(alice.subject(), is(""));
        }
    }

    @Test
    void theReadyEndpointOfServersSignsOut() {
        try (var served = new Served(Door.class, ServersExamples.Logout.class)) {
            var alice = signedIn(served, "alice");

            assertThat(alice.post("logout").json().getBoolean("ok"), is(true));
            assertThat(alice.subject(), is(""));
        }
    }

    @Test
    void sessionsAreListedAndEndedByTheirOwnersAndAdministrators() {
        try (var served = new Served(Door.class, SessionsExamples.Sessions.class, SessionsExamples.Admin.class)) {
            var desk = signedIn(served, "alice");
            var phone = signedIn(served, "alice");
            assertThat(desk.get("sessions").array().size(), is(2));

            desk.send("DELETE", "sessions?sessions=others", null);
            assertThat(desk.subject() + phone.subject(), is("alice"));

            assertThat(desk.send("DELETE", "admin/sessions", null).status(), is(403));
            signedIn(served, "admin").send("DELETE", "admin/subjects/alice/sessions", null);
            assertThat(desk.subject(), is(""));
        }
    }

    @Test
    void anApplicationEndsSessionsByOneCallEach() {
        try (var served = new Served(Door.class, SessionsExamples.Ending.class)) {
            var desk = signedIn(served, "alice");
            var phone = signedIn(served, "alice");
            var bob = signedIn(served, "bob");
            var carol = signedIn(served, "carol");

            desk.post("ending?subject=bob");

            assertThat(desk.subject() + phone.subject() + bob.subject() + carol.subject(), is(""));
        }
    }

    /** Grizzly has no sockets. */
    @Test
    void theEndpointOfSocketsIsTheOneThatIsOpenedOnTheServers() {
        var opened = Pages.read(Pages.ROOT.resolve(
                "integration-tests/servers/socket-war/src/main/java/dev/adieu/sockets/Greetings.java"));
        var example = Pages.of("docs/sessions.md").blocks("java").stream()
                .filter(block -> block.text().contains("@ServerEndpoint"))
                .findFirst()
                .orElseThrow();

        assertThat(Pages.compact(opened), containsString(example.compact()));
    }

    @Test
    void theBrowsersModuleAndTheStreamAreServed() {
        try (var served = new Served(Door.class, BrowserExamples.Script.class, BrowserExamples.Events.class)) {
            assertThat(served.agent().get("adieu.js").body(), containsString("export async function signOut("));
            assertThat(
                    served.agent().get("events", "Accept", "text/event-stream").status(), is(401));
        }
    }

    @Test
    void aSessionOfAProviderIsFoundByWhatTheProviderKnowsItBy() {
        try (var served = new Served(
                Pages.of("docs/openid.md").properties(),
                Door.class,
                OpenIdExamples.OpenId.class,
                OpenIdExamples.Callback.class)) {
            var alice = served.agent();

            alice.post("callback", "Sec-Fetch-Site", "cross-site");

            assertThat(alice.subject(), is("alice"));
            var its = SessionSelector.byIssuerAndSid("https://id.example.org/realms/shop", "s-1");
            assertThat(
                    served.bean(SessionManager.class)
                            .sessions(its, Page.first(10))
                            .size(),
                    is(1));
            assertThat(alice.postForm("openid/back-channel-logout", Map.of()).status(), is(400));
        }
    }

    @Test
    void aProviderHasAnEndSessionEndpointAndAdministrators() {
        try (var served = new Served(
                Pages.of("docs/openid-provider.md").properties(),
                Door.class,
                OpenIdProviderExamples.Logout.class,
                OpenIdProviderExamples.Clientele.class,
                OpenIdProviderExamples.Desk.class)) {
            var alice = served.agent();
            var sid = alice.postForm("api/sign-in", Map.of("username", "alice")).body();

            var asked = alice.get("openid/end-session?client_id=shop", UserAgent.NAVIGATION);
            assertThat(asked.status(), is(303));
            assertThat(asked.header("Location"), startsWith("https://id.example.org/api/openid/sign-out?logoutId="));
            assertThat(alice.subject(), is("alice"));

            served.bean(OpenIdProviderExamples.Desk.class).remove(sid);
            assertThat(alice.subject(), is(""));
        }
    }

    @Test
    void anEffectRunsAndASettingHolds() {
        try (var served = new Served(
                Door.class,
                ReadmeExamples.Account.class,
                ExtendingExamples.Carts.class,
                ExtendingExamples.CartsClosed.class,
                ExtendingExamples.FromTheVault.class)) {
            var alice = signedIn(served, "alice");

            assertThat(alice.post("account/sign-out").json().getString("url"), is("/login.html"));
            assertThat(served.bean(ExtendingExamples.Carts.class).closed().toString(), is("[alice]"));
        }
    }

    @Test
    void aSchemeOfAHeaderSignsInAndOut() {
        try (var served = new Served(
                Door.class, ReadmeExamples.Account.class, ByHeader.class, ExtendingExamples.HeaderScheme.class)) {
            var token = served.agent().post("by-header/sign-in").header("X-Session");
            assertThat(served.agent().get("api/hello", "X-Session", token).body(), containsString("alice"));

            var reply = served.agent().post("by-header/sign-out", "X-Session", token);

            assertThat(reply.json().getBoolean("ok"), is(true));
            assertThat(reply.setCookies(), is(empty()));
            assertThat(served.agent().get("api/hello", "X-Session", token).body(), containsString("null"));
        }
    }

    private static UserAgent signedIn(Served served, String username) {
        var agent = served.agent();
        agent.postForm("api/sign-in", Map.of("username", username));
        assertThat(agent.subject(), is(username));
        return agent;
    }

    /** As the page says: by the scheme's name. */
    @Path("by-header")
    @RequestScoped
    public static class ByHeader {
        @Inject
        SessionManager sessions;

        @POST
        @Path("sign-in")
        public void signIn() {
            sessions.signIn(SignIn.builder("alice").scheme("Header").build());
        }

        @POST
        @Path("sign-out")
        @SignOut(scheme = "Header")
        public void signOut() {}
    }
}
