// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.browser;

import dev.adieu.suite.UserAgent;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openqa.selenium.support.ui.ExpectedConditions;

/** The sample as an OpenID provider, at {@code localhost}, with two clients; and how browsers sign in to those. */
final class OpenIdProvider implements AutoCloseable {
    private static final String SECRET = "not-a-secret";

    final Relying shop = new Relying();
    final Relying blog = new Relying();
    final Tap tap;
    private final SampleProcess sample;

    /** Its output is in the folder. */
    OpenIdProvider(Path folder, String... settings) {
        var port = Ports.free();
        tap = new Tap(URI.create("http://localhost:" + port + "/"));
        var all = new ArrayList<>(List.of(settings));
        all.add("-Dadieu.openid-provider.issuer=" + at("api"));
        all.add("-Dadieu.openid-provider.url=" + at("api/provider"));
        client("shop", shop, all);
        client("blog", blog, all);
        sample = new SampleProcess(folder, port, all.toArray(String[]::new));
    }

    private static void client(String id, Relying client, List<String> settings) {
        var group = "-Dadieu.sample.client." + id + ".";
        settings.add(group + "secret=" + SECRET);
        settings.add(group + "redirect-uri=" + client.at("callback"));
        settings.add(group + "post-logout-redirect-uri=" + client.at("out"));
        settings.add(group + "front-channel-uri=" + client.at("front"));
    }

    URI root() {
        return tap.root();
    }

    URI at(String path) {
        return root().resolve(path);
    }

    /** What a client gets by signing in somebody who is signed in here. */
    Map<String, String> signInTo(String id, Browser browser) {
        var client = id.equals("shop") ? shop : blog;
        browser.open(at("api/provider/authorize?response_type=code&scope=openid&state=x&client_id=" + id
                + "&redirect_uri=" + UserAgent.encode(client.at("callback").toString())));
        browser.await(ExpectedConditions.urlContains(client.at("callback") + "?"));
        return Stream.of(URI.create(browser.driver().getCurrentUrl()).getQuery().split("&"))
                .map(each -> each.split("=", 2))
                .collect(Collectors.toMap(each -> each[0], each -> each[1]));
    }

    /** The ID Token that it gets then. */
    String idToken(String id, Map<String, String> answer) {
        var client = id.equals("shop") ? shop : blog;
        var basic = Base64.getEncoder().encodeToString((id + ":" + SECRET).getBytes(StandardCharsets.UTF_8));
        return new UserAgent(root())
                .postForm(
                        "api/provider/token",
                        Map.of(
                                "grant_type",
                                "authorization_code",
                                "code",
                                answer.get("code"),
                                "redirect_uri",
                                client.at("callback").toString()),
                        "Authorization",
                        "Basic " + basic)
                .json()
                .getString("id_token");
    }

    /** Where the shop leads whom it has signed out. */
    URI endSession(String idToken) {
        return at("api/provider/end-session?state=x%26y&id_token_hint=" + idToken + "&post_logout_redirect_uri="
                + UserAgent.encode(shop.at("out").toString()));
    }

    @Override
    public void close() {
        sample.close();
        tap.close();
        shop.close();
        blog.close();
    }
}
