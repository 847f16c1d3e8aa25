// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.app;

import com.nimbusds.oauth2.sdk.auth.Secret;
import dev.adieu.openid.provider.Client;
import dev.adieu.openid.provider.Clients;
import dev.adieu.openid.provider.SigningKeys;
import dev.adieu.spi.ModuleSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * The applications that the sample signs people in to, if it is an OpenID provider: each is a group of settings,
 * {@code adieu.sample.client.<id>.redirect-uri} and so on. One without a secret is a public client.
 */
@ApplicationScoped
public class Clientele {
    private static final String CLIENT = "adieu.sample.client.";
    private static final String SECRET = "secret";
    private static final Set<String> MEMBERS =
            Set.of(SECRET, "redirect-uri", "post-logout-redirect-uri", "front-channel-uri", "back-channel-uri");

    @Inject
    ModuleSettings settings;

    /** Whose ID Tokens they are; empty where the sample is no provider. */
    Optional<String> issuer() {
        return settings.get("adieu.openid-provider.issuer", "an absolute URL", issuer -> issuer);
    }

    /** Where one of {@link Provider}'s endpoints is. */
    URI endpoint(String path) {
        return settings.get("adieu.openid-provider.url", "an absolute URL", url -> URI.create(url + "/" + path))
                .orElseThrow();
    }

    /** Where people sign in. */
    URI page() {
        return URI.create(issuer().orElseThrow() + "/").resolve("..");
    }

    void requireProvider() {
        if (issuer().isEmpty()) {
            throw Texts.notFound("The sample is no OpenID provider");
        }
    }

    Optional<Secret> secret(Client client) {
        return secret(CLIENT + client.id());
    }

    private Optional<Secret> secret(String group) {
        return settings.secret(group + "." + SECRET, "a text", Secret::new);
    }

    /** For Adieu, which asks who they are. */
    @Produces
    @ApplicationScoped
    public Clients clients() {
        return Clients.of(settings.named(CLIENT, MEMBERS, this::client).values().toArray(Client[]::new));
    }

    /** What is signed with, as long as this process runs. An application keeps its key, and its nodes share it. */
    @Produces
    @ApplicationScoped
    public SigningKeys keys() {
        return SigningKeys.generated();
    }

    private Client client(String id, String group) {
        var client = Client.builder(id);
        secret(group).ifPresent(secret -> client.confidential());
        uri(group + ".redirect-uri").ifPresent(client::redirectUri);
        uri(group + ".post-logout-redirect-uri").ifPresent(client::postLogoutRedirectUri);
        uri(group + ".front-channel-uri").ifPresent(uri -> client.frontChannel(uri, true));
        uri(group + ".back-channel-uri").ifPresent(uri -> client.backChannel(uri, true));
        return client.build();
    }

    private Optional<String> uri(String key) {
        return settings.get(key, "an absolute URL", uri -> uri);
    }
}
