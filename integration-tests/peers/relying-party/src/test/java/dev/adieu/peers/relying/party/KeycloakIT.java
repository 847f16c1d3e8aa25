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
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.json.Json;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.test.DeploymentContext;
import org.glassfish.jersey.test.grizzly.GrizzlyTestContainerFactory;
import org.glassfish.jersey.test.spi.TestContainer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

/** Sign-out at a real provider, and by it. */
class KeycloakIT {
    private static final Keycloak KEYCLOAK = Keycloak.running();
    private static final Map<String, String> SETTINGS = new LinkedHashMap<>();
    private static URI club = URI.create("about:blank");
    private static SeContainer beans;
    private static TestContainer container;

    private final Browser browser = new Browser();

    @BeforeAll
    static void serve() throws Exception {
        try (var free = new ServerSocket(0)) {
            club = URI.create("http://localhost:" + free.getLocalPort() + "/");
        }
        SETTINGS.put("adieu.openid.keycloak.issuer", KEYCLOAK.issuer().toString());
        SETTINGS.put("adieu.openid.keycloak.client-id", Club.CLIENT);
        SETTINGS.put("adieu.openid.keycloak.client-secret", Club.SECRET);
        SETTINGS.put(
                "adieu.openid.keycloak.post-logout-redirect-uri",
                club.resolve("openid/signed-out").toString());
        SETTINGS.put("adieu.sweep-interval", "1s");
        SETTINGS.forEach(System::setProperty);
        beans = SeContainerInitializer.newInstance().addBeanClasses(Club.class).initialize();
        container = new GrizzlyTestContainerFactory()
                .create(club, DeploymentContext.newInstance(new ResourceConfig(Club.class, Club.OpenId.class)));
        container.start();
        KEYCLOAK.add(Json.createObjectBuilder()
                .add("clientId", Club.CLIENT)
                .add("secret", Club.SECRET)
                .add(
                        "redirectUris",
                        Json.createArrayBuilder().add(club.resolve("callback").toString()))
                .add(
                        "attributes",
                        Json.createObjectBuilder()
                                .add(
                                        "post.logout.redirect.uris",
                                        club.resolve("openid/signed-out").toString())
                                .add(
                                        "backchannel.logout.url",
                                        club.resolve("openid/back-channel-logout")
                                                .toString())
                                .add("backchannel.logout.session.required", "true"))
                .build());
    }

    @AfterAll
    static void stop() {
        container.stop();
        beans.close();
        SETTINGS.keySet().forEach(System::clearProperty);
    }

    @BeforeEach
    void forgetTokens() {
        Club.REFRESH_TOKENS.clear();
    }

    private static String hello(Browser browser) {
        return browser.open(club.resolve("hello")).body();
    }

    private static void signIn(Browser browser, String username, String password) {
        browser.logIn(browser.open(club.resolve("sign-in")), username, password);
        assertThat(hello(browser), is(username));
    }

    @Test
    void aSignOutHereSignsOutThereAndLeadsBack() {
        signIn(browser, "alice", "wonderland");
        assertThat(KEYCLOAK.sessions("alice"), is(not(0)));

        var page = browser.post(club.resolve("sign-out"), Map.of());

        assertThat(page.cameBy(URI.create(KEYCLOAK.issuer() + "/protocol/openid-connect/logout")), is(true));
        assertThat(page.cameBy(club.resolve("openid/signed-out")), is(true));
        assertThat(page.uri().getPath(), is("/"));
        assertThat(hello(browser), is("nobody"));
        assertThat(KEYCLOAK.sessions("alice"), is(0));
    }

    @Test
    void aSignOutThereSignsOutHere() {
        signIn(browser, "bob", "builder");
        var phone = new Browser();
        signIn(phone, "bob", "builder");

        KEYCLOAK.logOut("bob");

        await().atMost(Duration.ofSeconds(10)).until(() -> hello(browser), is("nobody"));
        await().atMost(Duration.ofSeconds(10)).until(() -> hello(phone), is("nobody"));
    }

    @Test
    void aSignOutByAnotherDeviceEndsThatOneAlone() {
        signIn(browser, "user1", "load");
        var phone = new Browser();
        signIn(phone, "user1", "load");

        phone.post(club.resolve("sign-out"), Map.of());

        assertThat(hello(phone), is("nobody"));
        assertThat(hello(browser), is("user1"));
    }

    /** Where nobody went to the provider, which therefore has its session still. */
    @Test
    void theRefreshTokenIsRefusedAfterwards() throws Exception {
        signIn(browser, "user2", "load");
        var token = Club.REFRESH_TOKENS.values().iterator().next();
        assertThat(refresh(token), is(true));

        assertThat(browser.fetch("POST", club.resolve("sign-out")).status(), is(200));

        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofSeconds(5))
                .until(() -> !refresh(token));
    }

    private static boolean refresh(String token) throws Exception {
        var request = new TokenRequest.Builder(
                        URI.create(KEYCLOAK.issuer() + "/protocol/openid-connect/token"),
                        new ClientSecretBasic(new ClientID(Club.CLIENT), new Secret(Club.SECRET)),
                        new RefreshTokenGrant(new RefreshToken(token)))
                .build();
        return TokenResponse.parse(request.toHTTPRequest().send()).indicatesSuccess();
    }
}
