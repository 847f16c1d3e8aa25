// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.peers.relying.party;

import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import dev.adieu.peers.Browser;
import dev.adieu.peers.Keycloak;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static dev.adieu.peers.relying.party.Sample.BAR;
import static dev.adieu.peers.relying.party.Sample.SHOP;
import static dev.adieu.peers.relying.party.Sample.subject;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

/** Sign-out at a real provider, and by it, with the sample on several nodes. */
class KeycloakIT {
    private static final Keycloak KEYCLOAK = Sample.KEYCLOAK;

    /** Where the nodes say that they are, and nobody is. */
    private static final String SHOP_ORIGIN = "https://shop.example/";

    private final Browser browser = newBrowser();

    private static Browser newBrowser() {
        return new Browser().stoppingBefore(SHOP_ORIGIN);
    }

    /** By the node that Keycloak does not know: any node begins what another one ends. */
    private static void signIn(Browser browser, String username, String password) {
        var page = browser.logIn(browser.open(SHOP.otherNode().resolve("api/openid/sign-in")), username, password);
        assertThat(page.cameBy(SHOP.root().resolve("api/openid/callback")), is(true));
        assertThat(page.uri(), is(SHOP.root()));
        assertThat(subject(SHOP.root(), browser), is(username));
        assertThat(subject(SHOP.otherNode(), browser), is(username));
    }

    private static void awaitSignedOut(URI node, Browser browser) {
        await("signed out at " + node).atMost(Duration.ofSeconds(10)).until(() -> subject(node, browser), is(""));
    }

    @Test
    void aSignOutHereSignsOutThereAndLeadsBack() {
        signIn(browser, "alice", "wonderland");
        assertThat(KEYCLOAK.sessions("alice"), is(not(0)));

        var page =
                browser.post(SHOP.otherNode().resolve("api/sign-out/programmatic?callbackUrl=/%3Fsee=you"), Map.of());

        assertThat(page.cameBy(URI.create(KEYCLOAK.issuer() + "/protocol/openid-connect/logout")), is(true));
        assertThat(page.cameBy(SHOP.root().resolve("api/openid/signed-out")), is(true));
        assertThat(page.end(), is(URI.create(SHOP_ORIGIN + "?see=you")));
        assertThat(subject(SHOP.root(), browser), is(""));
        assertThat(KEYCLOAK.sessions("alice"), is(0));
    }

    @Test
    void aSignOutThereSignsOutHere() {
        signIn(browser, "bob", "builder");
        var phone = newBrowser();
        signIn(phone, "bob", "builder");

        KEYCLOAK.logOut("bob");

        awaitSignedOut(SHOP.otherNode(), browser);
        awaitSignedOut(SHOP.otherNode(), phone);
        assertThat(subject(SHOP.root(), browser), is(""));
        assertThat(subject(SHOP.root(), phone), is(""));
    }

    @Test
    void aSignOutOfAnotherClientSignsOutHere() {
        signIn(browser, "user3", "load");
        var phone = newBrowser();
        signIn(phone, "user3", "load");
        browser.open(BAR.root().resolve("api/openid/sign-in"));
        assertThat(subject(BAR.root(), browser), is("user3"));

        browser.post(BAR.root().resolve("api/sign-out"), Map.of());

        assertThat(subject(BAR.root(), browser), is(""));
        awaitSignedOut(SHOP.otherNode(), browser);
        assertThat(subject(SHOP.root(), browser), is(""));
        assertThat(subject(SHOP.otherNode(), phone), is("user3"));
    }

    @Test
    void aSignOutByAnotherDeviceEndsThatOneAlone() {
        signIn(browser, "user1", "load");
        var phone = newBrowser();
        signIn(phone, "user1", "load");

        phone.post(SHOP.root().resolve("api/sign-out"), Map.of());

        assertThat(subject(SHOP.root(), phone), is(""));
        assertThat(subject(SHOP.root(), browser), is("user1"));
    }

    /** Where nobody went to the provider, which therefore has its session still. */
    @Test
    void theRefreshTokenIsRefusedAfterwards() throws Exception {
        signIn(browser, "user2", "load");

        assertThat(
                browser.fetch("POST", SHOP.otherNode().resolve("api/sign-out")).status(), is(200));

        var token = stolenFrom("user2");
        assertThat(refresh(token), is(true));
        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofSeconds(5))
                .until(() -> !refresh(token));
    }

    /** Login CSRF: a stranger leads people on with a code of their own. */
    @Test
    void nobodyFinishesASignInThatAnotherBrowserHasBegun() {
        var callback = SHOP.root().resolve("api/openid/callback");
        var stranger = new Browser().stoppingBefore(callback.toString());
        var led = stranger.logIn(stranger.open(SHOP.root().resolve("api/openid/sign-in")), "user4", "load")
                .end();
        var begun = browser.copy().stoppingBefore(KEYCLOAK.issuer().toString());
        begun.open(SHOP.root().resolve("api/openid/sign-in"));

        assertThat(browser.open(led).uri(), is(SHOP.root().resolve("?sign-in=refused")));
        assertThat(begun.open(led).uri(), is(SHOP.root().resolve("?sign-in=refused")));

        assertThat(subject(SHOP.root(), browser), is(""));
        assertThat(subject(SHOP.root(), begun), is(""));
        assertThat(stranger.open(led).uri(), is(SHOP.root()));
        assertThat(subject(SHOP.root(), stranger), is("user4"));
    }

    private static String stolenFrom(String subject) throws Exception {
        return Files.readAllLines(Sample.LOOT).stream()
                .filter(line -> line.startsWith(subject + " "))
                .map(line -> line.substring(subject.length() + 1))
                .findFirst()
                .orElseThrow();
    }

    private static boolean refresh(String token) throws Exception {
        var request = new TokenRequest.Builder(
                        URI.create(KEYCLOAK.issuer() + "/protocol/openid-connect/token"),
                        new ClientSecretBasic(new ClientID(SHOP.client()), new Secret(Sample.SECRET)),
                        new RefreshTokenGrant(new RefreshToken(token)))
                .build();
        return TokenResponse.parse(request.toHTTPRequest().send()).indicatesSuccess();
    }
}
