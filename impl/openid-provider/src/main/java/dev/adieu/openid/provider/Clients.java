// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who the clients of this provider are. The application has a CDI bean of this type; safe for many threads. Asked within
 * requests, so it answers fast, or from memory.
 */
@FunctionalInterface
public interface Clients {

    /** The client of that id, whether it is enabled or not. */
    Optional<Client> find(String id);

    /**
     * Whether a secret is a client's. Unless an application keeps secrets in a way of its own, it is one of
     * {@link ClientCredentials#secretHashes()}. Takes a time that says nothing of the secret.
     */
    default boolean isSecretOf(Client client, String secret) {
        return client.credentials().isSecret(secret);
    }

    /**
     * All that there are, of which the enabled ones may frame the page {@code check-session}. Asked for each such page, and
     * only where the setting {@code adieu.openid-provider.check-session} has it.
     *
     * @throws UnsupportedOperationException unless overridden
     */
    default Stream<Client> all() {
        throw new UnsupportedOperationException(
                "The setting adieu.openid-provider.check-session needs clients that can be listed: "
                        + getClass().getName() + " is to override all()");
    }

    /**
     * Clients that stay the same while the application runs.
     *
     * @throws IllegalStateException when two have one id
     */
    static Clients of(Client... all) {
        Map<String, Client> byId =
                Stream.of(all).collect(Collectors.toUnmodifiableMap(Client::id, Function.identity()));
        return new Clients() {
            @Override
            public Optional<Client> find(String id) {
                return Optional.ofNullable(byId.get(id));
            }

            @Override
            public Stream<Client> all() {
                return byId.values().stream();
            }
        };
    }
}
