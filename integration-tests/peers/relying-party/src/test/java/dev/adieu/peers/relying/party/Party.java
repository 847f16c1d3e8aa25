// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.peers.relying.party;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The sample at both ends: an OpenID provider, and two applications that it signs people in to, each a process of its own.
 * The provider is at {@code 127.0.0.1}, which is another site than {@code localhost}. Started once for all tests.
 */
enum Party {
    OP("127.0.0.1"),
    /** Its client. */
    STORE("localhost"),
    /** Another one. */
    FORUM("localhost");

    static final String SECRET = "not-a-secret";
    /** A client without a secret, which is nowhere. */
    static final String PUBLIC = "app";

    static final String PUBLIC_CALLBACK = "https://app.example/callback";

    private static final Path LOGS = Path.of("target/sample").toAbsolutePath();

    static {
        try {
            Files.createDirectories(LOGS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (var each : values()) {
            Node.launch(each.settings(), LOGS.resolve(each.id() + ".log"));
        }
        for (var each : values()) {
            Node.awaitReady(each.root);
        }
    }

    private final URI root;

    Party(String host) {
        root = URI.create("http://" + host + ":" + Ports.free() + "/");
    }

    URI root() {
        return root;
    }

    /** What the provider knows it by. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** One of the endpoints that the provider calls, or leads to. */
    String at(String endpoint) {
        return root.resolve("api/openid/" + endpoint).toString();
    }

    /** Who it is, to the letter; the provider alone is one. */
    static String issuer() {
        return OP.root.resolve("api").toString();
    }

    private Map<String, String> settings() {
        var settings = new HashMap<>(Redis.of(id()));
        settings.put("adieu.sample.port", Integer.toString(root.getPort()));
        settings.put("adieu.peers.loot", LOGS.resolve(id() + "-loot").toString());
        settings.putAll(this == OP ? provider() : client());
        return settings;
    }

    private static Map<String, String> provider() {
        var settings = new HashMap<String, String>();
        settings.put("adieu.openid-provider.issuer", issuer());
        settings.put("adieu.openid-provider.url", issuer() + "/provider");
        for (var each : values()) {
            if (each != OP) {
                var client = "adieu.sample.client." + each.id() + ".";
                settings.put(client + "secret", SECRET);
                settings.put(client + "redirect-uri", each.at("callback"));
                settings.put(client + "post-logout-redirect-uri", each.at("signed-out"));
                settings.put(client + "front-channel-uri", each.at("front-channel-logout"));
            }
        }
        settings.put("adieu.sample.client." + PUBLIC + ".redirect-uri", PUBLIC_CALLBACK);
        return settings;
    }

    private Map<String, String> client() {
        return Map.of(
                "adieu.sample.provider", "op",
                "adieu.openid.op.issuer", issuer(),
                "adieu.openid.op.client-id", id(),
                "adieu.openid.op.client-secret", SECRET,
                "adieu.openid.op.post-logout-redirect-uri", at("signed-out"));
    }
}
