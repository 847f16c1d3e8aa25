// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.peers.relying.party;

import dev.adieu.peers.Browser;
import dev.adieu.peers.Keycloak;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The sample as a client of Keycloak, each node in a process of its own, over one Redis. Started once for all tests. */
enum Sample {
    /** Two nodes; Keycloak knows the first one alone. Behind a proxy that ends TLS, as it seems. */
    SHOP(2, Map.of("adieu.origin", "https://shop.example")),
    /** An application of its own, over TLS, that Keycloak tells by the front channel. */
    CLUB(1, Map.of()),
    /** Another, that it tells by the back channel. */
    BAR(1, Map.of());

    static final Keycloak KEYCLOAK = Keycloak.running();
    static final String SECRET = "not-a-secret";
    static final Path LOOT = Path.of("target/sample/loot").toAbsolutePath();

    static {
        try {
            Files.createDirectories(LOOT.getParent());
            Files.deleteIfExists(LOOT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (var each : values()) {
            each.start();
        }
        for (var each : values()) {
            each.nodes.forEach(Node::awaitReady);
        }
    }

    private final int size;
    private final Map<String, String> further;
    private final List<URI> nodes = new ArrayList<>();
    private URI root = URI.create("about:blank");

    Sample(int size, Map<String, String> further) {
        this.size = size;
        this.further = further;
    }

    /** Its first node, or its only one: where Keycloak leads browsers, and sends its tokens. */
    URI root() {
        return root;
    }

    /** The one that Keycloak does not know. */
    URI otherNode() {
        return nodes.get(1);
    }

    String client() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Who a node says that a browser is: an empty text for nobody. */
    static String subject(URI node, Browser browser) {
        var hello = browser.fetch("GET", node.resolve("api/hello")).json();
        return hello.isNull("subject") ? "" : hello.getString("subject");
    }

    private void start() {
        for (int i = 0; i < size; i++) {
            nodes.add(URI.create("http://localhost:" + Ports.free() + "/"));
        }
        root = this == CLUB ? overTls() : nodes.get(0);
        for (int i = 0; i < size; i++) {
            launch(nodes.get(i).getPort(), client() + "-" + (i + 1) + ".log");
        }
        KEYCLOAK.add(Json.createObjectBuilder()
                .add("clientId", client())
                .add("name", name())
                .add("secret", SECRET)
                .add("frontchannelLogout", this == CLUB)
                .add("redirectUris", Json.createArrayBuilder().add(at("callback")))
                .add("attributes", attributes())
                .build());
    }

    private URI overTls() {
        var port = Tls.inFrontOf(nodes.get(0).getPort(), KEYCLOAK.trusted());
        return URI.create("https://localhost:" + port + "/");
    }

    private JsonObjectBuilder attributes() {
        var attributes = Json.createObjectBuilder().add("post.logout.redirect.uris", at("signed-out"));
        return this == CLUB
                ? attributes
                        .add("frontchannel.logout.url", at("front-channel-logout"))
                        .add("frontchannel.logout.session.required", "true")
                : attributes
                        .add("backchannel.logout.url", at("back-channel-logout"))
                        .add("backchannel.logout.session.required", "true");
    }

    private String at(String endpoint) {
        return root().resolve("api/openid/" + endpoint).toString();
    }

    private void launch(int port, String log) {
        var settings = new HashMap<>(KEYCLOAK.trusted());
        settings.put("adieu.sample.port", Integer.toString(port));
        settings.put("adieu.sample.provider", "keycloak");
        settings.put("adieu.openid.keycloak.issuer", KEYCLOAK.issuer().toString());
        settings.put("adieu.openid.keycloak.client-id", client());
        settings.put("adieu.openid.keycloak.client-secret", SECRET);
        settings.put("adieu.openid.keycloak.post-logout-redirect-uri", at("signed-out"));
        settings.putAll(Redis.of(client()));
        settings.put("adieu.sweep-interval", "1s");
        settings.put("adieu.peers.loot", LOOT.toString());
        if (this == CLUB) {
            settings.put("adieu.origin", root.resolve("/").toString().replaceAll("/$", ""));
        }
        settings.putAll(further);
        Node.launch(settings, LOOT.resolveSibling(log));
    }
}
