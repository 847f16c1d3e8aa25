// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.documentation;

import dev.adieu.openid.provider.Client;
import dev.adieu.openid.provider.Clients;
import dev.adieu.openid.provider.ProviderResource;
import dev.adieu.openid.provider.SessionAdministration;
import dev.adieu.openid.provider.SessionRemoval;
import dev.adieu.openid.provider.SigningKeys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.ws.rs.Path;

/** docs/openid-provider.md. */
interface OpenIdProviderExamples {
    @Path("openid")
    public class Logout extends ProviderResource {}

    /** Who they are, and what ID Tokens are signed with. */
    @ApplicationScoped
    class Clientele {
        @Produces
        @ApplicationScoped
        Clients clients() {
            return Clients.of(Client.builder("shop")
                    .name("The shop")
                    .redirectUri("https://shop.example.org/api/openid/callback")
                    .postLogoutRedirectUri("https://shop.example.org/api/openid/signed-out")
                    .frontChannel("https://shop.example.org/api/openid/front-channel-logout", true)
                    .backChannel("https://shop.example.org/api/openid/back-channel-logout", true)
                    .build());
        }

        @Produces
        @ApplicationScoped
        SigningKeys keys() {
            return SigningKeys.generated();
        }
    }

    /** What administrators do. */
    @ApplicationScoped
    class Desk {
        @Inject
        SessionAdministration administration;

        void remove(String sid) {
            administration.remove(
                    SessionRemoval.ofSubject("alice").offline(true).build());
            administration.remove(
                    SessionRemoval.ofSid(sid).endSession(false).client("shop").build());
        }
    }
}
