// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.app;

import dev.adieu.openid.provider.ProviderSessions;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.stream.Stream;

/** What the sample says of itself, if it is an OpenID provider. */
@Path(".well-known/openid-configuration")
@RequestScoped
public class Discovery {
    @Inject
    Clientele clientele;

    @Inject
    ProviderSessions federation;

    /** The document: how people sign in, and, from Adieu, how they sign out. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public JsonObject document() {
        clientele.requireProvider();
        return Texts.JSON
                .createObjectBuilder(federation.metadata())
                .add("issuer", clientele.issuer().orElseThrow())
                .add("authorization_endpoint", clientele.endpoint("authorize").toString())
                .add("token_endpoint", clientele.endpoint("token").toString())
                .add("jwks_uri", clientele.endpoint("jwks").toString())
                .add("scopes_supported", array("openid"))
                .add("response_types_supported", array("code"))
                .add("response_modes_supported", array("query"))
                .add("grant_types_supported", array("authorization_code"))
                .add("prompt_values_supported", array("none"))
                .add("subject_types_supported", array("public"))
                .add("id_token_signing_alg_values_supported", array("RS256"))
                .add(
                        "token_endpoint_auth_methods_supported",
                        array("client_secret_basic", "client_secret_post", "none"))
                .add("code_challenge_methods_supported", array("S256"))
                .add("request_uri_parameter_supported", false)
                .build();
    }

    private static JsonArray array(String... values) {
        return Texts.array(Stream.of(values));
    }
}
