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

import static dev.adieu.peers.relying.party.Sample.KEYCLOAK;
import static dev.adieu.peers.relying.party.Sample.SECRET;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

/**
 * A chain of three the other way round: Keycloak has the passwords, the sample is its client and an OpenID provider itself,
 * and another sample is that one's client, which is told by logout tokens alone.
 */
class GatewayIT {
    private static final URI GATEWAY = URI.create("http://127.0.0.1:" + Ports.free() + "/");
    private static final URI STALL = URI.create("http://localhost:" + Ports.free() + "/");
    private static final String ISSUER = GATEWAY.resolve("api").toString();

    private final Chromium browser = Chromium.start(Map.of());

    @BeforeAll
    static void connect() {
        KEYCLOAK.add(Json.createObjectBuilder()
                .add("clientId", "gateway")
                .add("secret", SECRET)
                .add("redirectUris", Json.createArrayBuilder().add(GATEWAY + "api/openid/callback"))
                .add(
                        "attributes",
                        Json.createObjectBuilder()
                                .add("post.logout.redirect.uris", GATEWAY + "api/openid/signed-out")
                                .add("backchannel.logout.url", GATEWAY + "api/openid/back-channel-logout")
                                .add("backchannel.logout.session.required", "true"))
                .build());
        Node.launch(gateway(), Sample.LOOT.resolveSibling("gateway.log"));
        Node.awaitReady(GATEWAY);
        Node.launch(stall(), Sample.LOOT.resolveSibling("stall.log"));
        Node.awaitReady(STALL);
    }

    private static Map<String, String> gateway() {
        var settings = new HashMap<>(
                client(GATEWAY, "gateway", "keycloak", KEYCLOAK.issuer().toString()));
        settings.putAll(KEYCLOAK.trusted());
        settings.put("adieu.openid-provider.issuer", ISSUER);
        settings.put("adieu.openid-provider.url", ISSUER + "/provider");
        settings.put("adieu.openid-provider.internal-receivers", "localhost");
        settings.put("adieu.sample.client.stall.secret", SECRET);
        settings.put("adieu.sample.client.stall.redirect-uri", STALL + "api/openid/callback");
        settings.put("adieu.sample.client.stall.post-logout-redirect-uri", STALL + "api/openid/signed-out");
        settings.put("adieu.sample.client.stall.back-channel-uri", STALL + "api/openid/back-channel-logout");
        return settings;
    }

    private static Map<String, String> stall() {
        return client(STALL, "stall", "gateway", ISSUER);
    }

    private static Map<String, String> client(URI root, String id, String provider, String issuer) {
        var settings = new HashMap<>(Redis.of(id));
        settings.put("adieu.sample.port", Integer.toString(root.getPort()));
        settings.put(
                "adieu.peers.loot", Sample.LOOT.resolveSibling(id + "-loot").toString());
        settings.put("adieu.sample.provider", provider);
        settings.put("adieu.openid." + provider + ".issuer", issuer);
        settings.put("adieu.openid." + provider + ".client-id", id);
        settings.put("adieu.openid." + provider + ".client-secret", SECRET);
        settings.put("adieu.openid." + provider + ".post-logout-redirect-uri", root + "api/openid/signed-out");
        return settings;
    }

    @AfterEach
    void close() {
        browser.close();
    }

    private static void signIn(Chromium browser, String username) {
        browser.open(GATEWAY);
        browser.press(By.linkText("Sign in at keycloak"));
        browser.find(By.name("username")).sendKeys(username);
        browser.find(By.name("password")).sendKeys("load");
        browser.press(By.id("kc-login"));
        browser.await(ExpectedConditions.urlToBe(GATEWAY.toString()));
        browser.awaitSignedIn(username);
        browser.open(STALL);
        browser.press(By.linkText("Sign in at gateway"));
        browser.await(ExpectedConditions.urlToBe(STALL.toString()));
        browser.awaitSignedIn(username);
    }

    /** S-23, BC-21: what Keycloak tells the one in the middle reaches the last one, whose page changes by itself. */
    @Test
    void aSignOutAtTheFirstReachesTheLast() {
        signIn(browser, "user1");

        KEYCLOAK.logOut("user1");

        browser.awaitSignedOut();
        browser.open(GATEWAY);
        browser.awaitSignedOut();
    }

    /** S-21, S-23 */
    @Test
    void aSignOutAtTheLastGoesUpToTheFirstAndComesBack() {
        signIn(browser, "user2");
        var page = browser.find(By.tagName("html"));

        browser.press("Sign out");

        browser.await(ExpectedConditions.stalenessOf(page));
        browser.await(ExpectedConditions.urlToBe(STALL.toString()));
        browser.awaitSignedOut();
        assertThat(KEYCLOAK.sessions("user2"), is(0));
        browser.open(GATEWAY);
        browser.awaitSignedOut();
    }

    /** S-22: by another device, so that no frame and no redirect of this one has a part in it. */
    @Test
    void aSignOutEverywhereInTheMiddleReachesTheLast() {
        signIn(browser, "user3");
        try (var phone = Chromium.start(Map.of())) {
            signIn(phone, "user3");
            phone.open(GATEWAY);
            phone.awaitSignedIn("user3");

            phone.promised("await fetch('api/sign-out/everywhere', { method: 'POST' })");

            browser.awaitSignedOut();
            phone.open(STALL);
            phone.awaitSignedOut();
        }
    }
}
