// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.peers.relying.party;

import jakarta.json.Json;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.support.ui.ExpectedConditions;

import static dev.adieu.peers.relying.party.Sample.BAR;
import static dev.adieu.peers.relying.party.Sample.KEYCLOAK;
import static dev.adieu.peers.relying.party.Sample.SECRET;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

/**
 * A chain of three: the sample is a client of Keycloak, and Keycloak one of the sample as an OpenID provider, where people
 * have their passwords.
 */
class BrokerIT {
    private static final URI OP = URI.create("http://127.0.0.1:" + Ports.free() + "/");
    private static final String ISSUER = OP.resolve("api").toString();
    private static final String ENDPOINT = KEYCLOAK.issuer() + "/broker/op/endpoint";

    private final Chromium browser = Chromium.start(Map.of());

    @BeforeAll
    static void connect() {
        Node.launch(provider(), Sample.LOOT.resolveSibling("op-of-keycloak.log"));
        Node.awaitReady(OP);
        // Makes its key: Keycloak waits five seconds for a token, and a busy machine needs some of them for that.
        new dev.adieu.peers.Browser().open(OP.resolve("api/provider/jwks"));
        KEYCLOAK.addUpstream(Json.createObjectBuilder()
                .add("alias", "op")
                .add("providerId", "oidc")
                .add("trustEmail", true)
                .add(
                        "config",
                        Json.createObjectBuilder()
                                .add("issuer", ISSUER)
                                .add("authorizationUrl", ISSUER + "/provider/authorize")
                                .add("tokenUrl", ISSUER + "/provider/token")
                                .add("jwksUrl", ISSUER + "/provider/jwks")
                                .add("logoutUrl", ISSUER + "/provider/end-session")
                                .add("clientId", "keycloak")
                                .add("clientSecret", SECRET)
                                .add("clientAuthMethod", "client_secret_post")
                                .add("pkceEnabled", "true")
                                .add("pkceMethod", "S256")
                                .add("defaultScope", "openid")
                                .add("useJwksUrl", "true")
                                .add("validateSignature", "true")
                                .add("disableUserInfo", "true"))
                .build());
    }

    private static Map<String, String> provider() {
        var settings = new HashMap<>(KEYCLOAK.trusted());
        settings.putAll(Redis.of("op-of-keycloak"));
        settings.put("adieu.sample.port", Integer.toString(OP.getPort()));
        settings.put("adieu.peers.loot", Sample.LOOT.toString());
        settings.put("adieu.openid-provider.issuer", ISSUER);
        settings.put("adieu.openid-provider.url", ISSUER + "/provider");
        settings.put("adieu.openid-provider.internal-receivers", "127.0.0.1");
        settings.put("adieu.sample.client.keycloak.secret", SECRET);
        settings.put("adieu.sample.client.keycloak.redirect-uri", ENDPOINT);
        settings.put("adieu.sample.client.keycloak.post-logout-redirect-uri", ENDPOINT + "/logout_response");
        settings.put(
                "adieu.sample.client.keycloak.back-channel-uri",
                KEYCLOAK.issuer() + "/protocol/openid-connect/logout/backchannel-logout");
        return settings;
    }

    @AfterEach
    void close() {
        browser.close();
    }

    private void signIn(String username) {
        browser.open(BAR.root());
        browser.press(By.linkText("Sign in at keycloak"));
        browser.press(By.id("social-op"));
        browser.await(ExpectedConditions.urlContains(OP.getAuthority()));
        browser.find(By.name("username")).sendKeys(username);
        browser.find(By.name("password")).sendKeys("load");
        browser.press("Sign in");
        browser.await(ExpectedConditions.urlToBe(BAR.root().toString()));
        browser.awaitSignedIn(username);
    }

    /** S-4, RPI-1, RPI-3, RPI-9, RPI-10: Keycloak's hint is one of ours, and it gets its state back. */
    @Test
    void aSignOutAtTheLastEndsThoseOfBothProvidersAndComesBack() {
        signIn("user21");
        assertThat(KEYCLOAK.sessions("user21"), is(1));
        browser.open(OP);
        browser.awaitSignedIn("user21");
        browser.open(BAR.root());
        browser.awaitSignedIn("user21");

        var page = browser.find(By.tagName("html"));
        browser.press("Sign out");

        browser.await(ExpectedConditions.stalenessOf(page));
        browser.await(ExpectedConditions.urlToBe(BAR.root().toString()));
        browser.awaitSignedOut();
        assertThat(KEYCLOAK.sessions("user21"), is(0));
        browser.open(OP);
        browser.awaitSignedOut();
    }

    /** S-22, BC-1 to BC-9: Keycloak takes our logout token, and tells its own client. */
    @Test
    void aSignOutAtTheFirstEndsTheSessionOfTheSecondAndItsClient() {
        signIn("user22");
        assertThat(KEYCLOAK.sessions("user22"), is(1));
        var phone = new dev.adieu.peers.Browser();
        phone.post(OP.resolve("api/sign-in"), Map.of("username", "user22", "password", "load"));

        phone.post(OP.resolve("api/sign-out/everywhere"), Map.of());

        browser.awaitSignedOut();
        assertThat(KEYCLOAK.sessions("user22"), is(0));
    }
}
