// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.test;

import com.nimbusds.oauth2.sdk.util.URLUtils;
import dev.adieu.suite.UserAgent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

/** A sign-out that leads to the provider, and back. */
class EndSessionTest {
    private static final String BACK = "http://localhost/openid/signed-out";

    private final TestProvider provider = new TestProvider();
    private Served shop;

    @AfterEach
    void stop() {
        shop.close();
        provider.close();
    }

    private UserAgent signedIn(String... setting) {
        shop = new Served(
                provider,
                setting.length == 0
                        ? Map.of("adieu.openid.idp.post-logout-redirect-uri", BACK)
                        : Map.of(setting[0], setting[1]));
        return shop.agent();
    }

    private void signIn(UserAgent agent, String idToken) {
        agent.postForm(
                "sign-in",
                idToken.isEmpty()
                        ? Map.of("iss", provider.issuer(), "sub", "alice", "sid", "s1")
                        : Map.of("iss", provider.issuer(), "sub", "alice", "sid", "s1", "id_token", idToken));
        assertThat(agent.subject(), is("alice"));
    }

    private String idToken(int padding) {
        return provider.sign(
                provider.header().type(null).build(),
                provider.claims().claim("x", "a".repeat(padding)).build());
    }

    private static Map<String, List<String>> query(String url) {
        return URLUtils.parseParameters(URI.create(url).getRawQuery());
    }

    @Test
    void leadsToTheProviderAndBackToWhereItWasToLead() {
        var desk = signedIn();
        var hint = idToken(0);
        signIn(desk, hint);

        var url = desk.post("sign-out?next=/goodbye").json().getString("url");

        assertThat(url, startsWith(provider.issuer() + "/end-session?"));
        assertThat(query(url).get("id_token_hint"), is(List.of(hint)));
        assertThat(query(url).get("client_id"), is(List.of(TestProvider.CLIENT)));
        assertThat(query(url).get("post_logout_redirect_uri"), is(List.of(BACK)));
        assertThat(query(url).get("logout_hint"), is(nullValue()));
        assertThat(desk.subject(), is(""));

        var back = desk.get("openid/signed-out?state=" + query(url).get("state").get(0), UserAgent.NAVIGATION);

        assertThat(back.status(), is(303));
        assertThat(URI.create(back.header("Location")).getPath(), is("/goodbye"));
        assertThat(back.expiresCookie(), is(true));
    }

    /** As Jakarta Security's mechanism does, where its definition notifies the provider. */
    @Test
    void whatLeadsToTheProviderAlreadyIsTheSameTrip() {
        var desk = signedIn();
        var hint = idToken(0);
        signIn(desk, "");
        var asked = provider.issuer() + "/end-session?id_token_hint=" + hint + "&post_logout_redirect_uri="
                + UserAgent.encode("http://localhost/goodbye");

        var url = desk.post("sign-out/to?url=" + UserAgent.encode(asked)).json().getString("url");

        assertThat(url, startsWith(provider.issuer() + "/end-session?"));
        assertThat(query(url).get("id_token_hint"), is(List.of(hint)));
        assertThat(query(url).get("post_logout_redirect_uri"), is(List.of(BACK)));
        var back = desk.get("openid/signed-out?state=" + query(url).get("state").get(0), UserAgent.NAVIGATION);
        assertThat(back.header("Location"), is("http://localhost/goodbye"));
    }

    /** The provider, which knows what is registered, does not see it any more. */
    @Test
    void aWayBackOfAnotherOriginEndsAtHome() {
        var desk = signedIn();
        signIn(desk, idToken(0));
        var asked = provider.issuer() + "/end-session?post_logout_redirect_uri="
                + UserAgent.encode("https://evil.example/goodbye");

        var url = desk.post("sign-out/to?url=" + UserAgent.encode(asked)).json().getString("url");

        var back = desk.get("openid/signed-out?state=" + query(url).get("state").get(0), UserAgent.NAVIGATION);
        assertThat(URI.create(back.header("Location")).getPath(), is("/"));
        assertThat(back.header("Location").contains("evil"), is(false));
    }

    @Test
    void whatLeadsToTheProviderAndNotBackEndsAtHome() {
        var desk = signedIn();
        signIn(desk, idToken(0));

        var url = desk.post("sign-out/to?url=" + UserAgent.encode(provider.issuer() + "/end-session"))
                .json()
                .getString("url");
        var back = desk.get("openid/signed-out?state=" + query(url).get("state").get(0), UserAgent.NAVIGATION);

        assertThat(URI.create(back.header("Location")).getPath(), is("/"));
    }

    @Test
    void whatLeadsToTheProviderAlreadyStaysWhereTheSettingsNameNoWayBack() {
        var desk = signedIn("adieu.openid.idp.untyped-logout-tokens", "false");
        signIn(desk, idToken(0));
        var asked = provider.issuer() + "/end-session?post_logout_redirect_uri="
                + UserAgent.encode("http://localhost/goodbye");

        var url = desk.post("sign-out/to?url=" + UserAgent.encode(asked)).json().getString("url");

        assertThat(url, is(asked));
    }

    @Test
    void aNavigationIsRedirectedThere() {
        var desk = signedIn();
        signIn(desk, idToken(0));

        var reply = desk.post("sign-out", UserAgent.NAVIGATION);

        assertThat(reply.status(), is(303));
        assertThat(reply.header("Location"), startsWith(provider.issuer() + "/end-session?"));
    }

    @Test
    void theWayBackIsGoneOnce() {
        var desk = signedIn();
        signIn(desk, idToken(0));
        var url = desk.post("sign-out?next=/goodbye").json().getString("url");
        var state = query(url).get("state").get(0);
        var again = desk.copy();
        desk.get("openid/signed-out?state=" + state, UserAgent.NAVIGATION);

        var reply = again.get("openid/signed-out?state=" + state, UserAgent.NAVIGATION);

        assertThat(URI.create(reply.header("Location")).getPath(), is("/"));
    }

    @Test
    void anotherBrowserDoesNotGoOn() {
        var desk = signedIn();
        signIn(desk, idToken(0));
        var url = desk.post("sign-out?next=/goodbye").json().getString("url");
        var phone = shop.agent();
        signIn(phone, idToken(0));
        phone.post("sign-out");

        for (var other : List.of(phone, shop.agent())) {
            var reply = other.get(
                    "openid/signed-out?state=" + query(url).get("state").get(0), UserAgent.NAVIGATION);
            assertThat(URI.create(reply.header("Location")).getPath(), is("/"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?state=",
                "?state=unknown",
                "?state=%00",
                "?state=a&state=b",
                "?continue=unknown",
                "?continue="
            })
    void whatNobodyHasBegunLeadsHome(String query) {
        var reply = signedIn().get("openid/signed-out" + query, UserAgent.NAVIGATION);

        assertThat(reply.status(), is(303));
        assertThat(URI.create(reply.header("Location")).getPath(), is("/"));
    }

    @Test
    void withoutAnIdTokenThereIsAHint() {
        var desk = signedIn();
        signIn(desk, "");

        var url = desk.post("sign-out").json().getString("url");

        assertThat(query(url).get("id_token_hint"), is(nullValue()));
        assertThat(query(url).get("logout_hint"), is(List.of("s1")));
    }

    /** L-12 */
    @Test
    void whatIsTooLongForAUrlIsSentByAForm() {
        var desk = signedIn();
        var hint = idToken(3000);
        signIn(desk, hint);
        var url = desk.post("sign-out?next=/goodbye").json().getString("url");
        assertThat(url, startsWith(BACK + "?continue="));
        assertThat(url.length(), is(lessThan(2000)));

        var page = desk.get(
                "openid/signed-out?continue=" + query(url).get("continue").get(0), UserAgent.NAVIGATION);

        assertThat(page.status(), is(200));
        assertThat(page.header("Cache-Control"), is("no-store"));
        assertThat(
                page.body(), containsString("<form method=\"post\" action=\"" + provider.issuer() + "/end-session\">"));
        assertThat(page.body(), containsString("name=\"id_token_hint\" value=\"" + hint + "\""));
        assertThat(page.body(), containsString("name=\"state\""));
        assertThat(page.header("Content-Security-Policy"), not(containsString("unsafe")));
        assertThat(
                shop.agent()
                        .get("openid/signed-out?continue="
                                + query(url).get("continue").get(0))
                        .body(),
                not(containsString(hint)));
    }

    @Test
    void withoutAWayBackItLeadsThereAllTheSame() {
        var desk = signedIn("adieu.openid.idp.untyped-logout-tokens", "false");
        signIn(desk, idToken(0));

        var url = desk.post("sign-out").json().getString("url");

        assertThat(url, startsWith(provider.issuer() + "/end-session?"));
        assertThat(query(url).get("state"), is(nullValue()));
    }

    @Test
    void aProviderWithoutTheEndpointIsNoDeadEnd() {
        provider.haveNoEndSessionEndpoint();
        var desk = signedIn();
        signIn(desk, idToken(0));

        assertThat(desk.post("sign-out").json().getString("url"), is("/"));
        assertThat(desk.subject(), is(""));
    }

    /** Its metadata is refused, naming both, and the sign-out goes on. */
    @Test
    void aProviderThatClaimsToBeAnotherIsLeftOut() {
        provider.claimToBe("https://another.example");
        var desk = signedIn();
        signIn(desk, idToken(0));

        assertThat(desk.post("sign-out").json().getString("url"), is("/"));
    }

    @Test
    void isAskedBeforeAnybodySignsOut() {
        signedIn();

        await().until(provider::questions, is(1));
    }

    @Test
    void aProviderThatWasNotItselfAtTheStartIsAskedWhenItIsNeeded() {
        provider.claimToBe("https://another.example");
        var desk = signedIn();
        await().until(provider::questions, is(1));
        provider.claimToBe(provider.issuer());

        // The answer of the first time may be still on its way.
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            signIn(desk, idToken(0));
            return desk.post("sign-out").json().getString("url").startsWith(provider.issuer() + "/end-session?");
        });
    }

    @Test
    void aProviderThatHasGoneDownIsStillWhereItWas() {
        var desk = signedIn();
        await().until(provider::questions, is(1));
        signIn(desk, idToken(0));
        provider.close();

        assertThat(desk.post("sign-out").json().getString("url"), startsWith(provider.issuer() + "/end-session?"));
    }

    @Test
    void aProviderThatIsDownStopsNothing() {
        provider.close();
        var desk = signedIn();
        signIn(desk, idToken(0));

        assertThat(desk.post("sign-out").json().getBoolean("ok"), is(true));
        assertThat(desk.subject(), is(""));
    }

    /** It takes connections, and says nothing: neither of itself nor of tokens. */
    @ParameterizedTest
    @ValueSource(strings = {"issuer", "revocation-endpoint"})
    void aProviderThatDoesNotAnswerHoldsUpForTwoSecondsAtMost(String silent) throws IOException {
        try (var listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            var url = "http://localhost:" + listener.getLocalPort();
            var desk = signedIn("adieu.openid.idp." + silent, url);
            var iss = silent.equals("issuer") ? url : provider.issuer();
            desk.postForm("sign-in", Map.of("iss", iss, "sub", "alice", "sid", "s1", "refresh_token", "r"));
            var start = System.nanoTime();

            var reply = desk.post("sign-out");

            // And one more for the rest of it, on a machine that has other things to do
            assertThat(Duration.ofNanos(System.nanoTime() - start), is(lessThan(Duration.ofSeconds(3))));
            assertThat(reply.json().getBoolean("ok"), is(true));
            assertThat(desk.subject(), is(""));
        }
    }

    @Test
    void aDryRunAsksTheStoreForNothing() {
        var desk = signedIn();
        signIn(desk, idToken(0));

        assertThat(desk.get("plan").body(), containsString("openid-end-session"));
        assertThat(desk.subject(), is("alice"));
    }
}
