// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.app;

import com.nimbusds.oauth2.sdk.AuthorizationErrorResponse;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.TokenErrorResponse;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationSuccessResponse;
import com.nimbusds.openid.connect.sdk.OIDCError;
import dev.adieu.SessionManager;
import dev.adieu.UserSession;
import dev.adieu.openid.provider.Client;
import dev.adieu.openid.provider.Clients;
import dev.adieu.openid.provider.ProviderResource;
import dev.adieu.openid.provider.ProviderSessions;
import dev.adieu.openid.provider.SigningKeys;
import dev.adieu.spi.SessionRegistry;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Signing in to other applications, if the settings say that the sample is an OpenID provider: the authorization code
 * flow, by Nimbus. What those applications call to sign people out is inherited.
 */
@Path("provider")
@RequestScoped
public class Provider extends ProviderResource {
    @Inject
    SessionManager sessions;

    @Inject
    ProviderSessions federation;

    @Inject
    SessionRegistry registry;

    @Inject
    Clientele clientele;

    @Inject
    Clients clients;

    @Inject
    SigningKeys keys;

    @Inject
    Tokens tokens;

    /** Where a client leads people who want to sign in to it. */
    @GET
    @Path("authorize")
    public Response authorize(@Context UriInfo uri) {
        clientele.requireProvider();
        var parameters = uri.getQueryParameters();
        var client = Optional.ofNullable(parameters.getFirst("client_id"))
                .flatMap(clients::find)
                .orElseThrow(() -> Texts.badRequest("'client_id' is none of a client"));
        var redirect = ClientRequests.redirect(client, parameters)
                .orElseThrow(() -> Texts.badRequest("'redirect_uri' is none of the client's"));
        try {
            return answer(client, ClientRequests.authentication(client, parameters), uri);
        } catch (GeneralException e) {
            var state = State.parse(parameters.getFirst("state"));
            return lead(new AuthorizationErrorResponse(redirect, error(e), state, ResponseMode.QUERY).toURI());
        }
    }

    /** By a form of another site, with which no cookie may come: led on, so that it does. */
    @POST
    @Path("authorize")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response authorize(MultivaluedMap<String, String> form) {
        clientele.requireProvider();
        return lead(URI.create(clientele.endpoint("authorize") + "?" + URLUtils.serializeParameters(form)));
    }

    /** Where a client changes a code for an ID Token. */
    @POST
    @Path("token")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response token(
            MultivaluedMap<String, String> form, @HeaderParam("Authorization") @Nullable String authorization) {
        clientele.requireProvider();
        try {
            var request = ClientRequests.tokens(form, authorization, clientele.endpoint("token"));
            return answer(tokens.answer(request).toHTTPResponse());
        } catch (GeneralException e) {
            return answer(new TokenErrorResponse(error(e)).toHTTPResponse());
        }
    }

    /** What ID Tokens are verified with. */
    @GET
    @Path("jwks")
    @Produces(MediaType.APPLICATION_JSON)
    public String jwks() {
        clientele.requireProvider();
        return keys.all().toPublicJWKSet().toString();
    }

    private Response answer(Client client, AuthenticationRequest request, UriInfo uri) throws GeneralException {
        var session = sessions.current().filter(each -> isRecent(each, request));
        if (session.isEmpty()
                && (ClientRequests.isSilent(request) || sessions.current().isPresent())) {
            throw new GeneralException(OIDCError.LOGIN_REQUIRED);
        }
        if (session.isEmpty()) {
            return lead(signInPage(uri));
        }
        var code = new Codes(registry).issue(new Codes.Grant(federation.signedIn(client.id()), request));
        var sessionState = federation.sessionState(client.id(), request.getRedirectionURI());
        return lead(new AuthenticationSuccessResponse(
                        request.getRedirectionURI(),
                        code,
                        null,
                        null,
                        request.getState(),
                        sessionState.map(State::new).orElse(null),
                        ResponseMode.QUERY)
                .toURI());
    }

    /** The sample does not ask for a password anew where somebody is signed in, but says so. */
    private static boolean isRecent(UserSession session, AuthenticationRequest request) {
        return request.getMaxAge() < 0
                || session.startedAt().plusSeconds(request.getMaxAge()).isAfter(Instant.now());
    }

    /** From which the browser comes back with the same request. */
    private URI signInPage(UriInfo uri) {
        var again = clientele.endpoint("authorize").getRawPath() + "?"
                + uri.getRequestUri().getRawQuery();
        return UriBuilder.fromUri(clientele.page()).queryParam("next", "{next}").build(again);
    }

    private static ErrorObject error(GeneralException e) {
        return Optional.ofNullable(e.getErrorObject()).orElse(OAuth2Error.INVALID_REQUEST);
    }

    private static Response lead(URI to) {
        return Response.seeOther(to).header("Cache-Control", "no-store").build();
    }

    private static Response answer(HTTPResponse said) {
        var answer = Response.status(said.getStatusCode()).entity(said.getBody());
        said.getHeaderMap().forEach((name, values) -> answer.header(name, values.get(0)));
        return answer.build();
    }
}
