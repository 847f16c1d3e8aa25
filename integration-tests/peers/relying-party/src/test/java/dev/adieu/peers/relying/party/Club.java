// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.peers.relying.party;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import dev.adieu.FederatedLink;
import dev.adieu.SessionManager;
import dev.adieu.SignIn;
import dev.adieu.SignOut;
import dev.adieu.UserSession;
import dev.adieu.openid.relying.party.RelyingPartyResource;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** An application that signs people in at the provider, by the code flow with PKCE. */
@Path("")
@RequestScoped
public class Club {
    static final String CLIENT = "club";
    static final String SECRET = "not-a-secret";

    /** What the provider will come back with; an application keeps it with the browser. */
    private static final Map<String, CodeVerifier> BEGUN = new ConcurrentHashMap<>();

    static final Map<String, String> REFRESH_TOKENS = new ConcurrentHashMap<>();

    @Inject
    SessionManager sessions;

    @Context
    UriInfo uri;

    /** The endpoints of the relying party. All of it is inherited. */
    @Path("openid")
    public static class OpenId extends RelyingPartyResource {}

    private static URI provider(String endpoint) {
        return URI.create(System.getProperty("adieu.openid.keycloak.issuer") + "/protocol/openid-connect/" + endpoint);
    }

    private URI callback() {
        return uri.getBaseUri().resolve("callback");
    }

    @GET
    @Path("sign-in")
    public Response signIn() {
        var state = new State();
        var verifier = new CodeVerifier();
        BEGUN.put(state.getValue(), verifier);
        return Response.seeOther(new AuthenticationRequest.Builder(
                                new ResponseType("code"), new Scope("openid"), new ClientID(CLIENT), callback())
                        .endpointURI(provider("auth"))
                        .state(state)
                        .codeChallenge(verifier, CodeChallengeMethod.S256)
                        .build()
                        .toURI())
                .build();
    }

    @GET
    @Path("callback")
    public Response callback(@QueryParam("code") String code, @QueryParam("state") String state) throws Exception {
        var grant = new AuthorizationCodeGrant(new AuthorizationCode(code), callback(), BEGUN.remove(state));
        var request = new TokenRequest.Builder(
                        provider("token"), new ClientSecretBasic(new ClientID(CLIENT), new Secret(SECRET)), grant)
                .build();
        var tokens = OIDCTokenResponseParser.parse(request.toHTTPRequest().send())
                .toSuccessResponse()
                .getTokens()
                .toOIDCTokens();
        var claims = tokens.getIDToken().getJWTClaimsSet();
        REFRESH_TOKENS.put(
                claims.getStringClaim("sid"), tokens.getRefreshToken().getValue());
        sessions.signIn(SignIn.builder(claims.getStringClaim("preferred_username"))
                .link(new FederatedLink(claims.getIssuer(), claims.getSubject(), claims.getStringClaim("sid")))
                .secret(SignIn.ID_TOKEN, tokens.getIDTokenString())
                .secret(SignIn.REFRESH_TOKEN, tokens.getRefreshToken().getValue())
                .fromProvider()
                .build());
        return Response.seeOther(uri.getBaseUri().resolve("hello")).build();
    }

    @GET
    @Path("hello")
    public String hello() {
        return sessions.current().map(UserSession::subject).orElse("nobody");
    }

    @POST
    @Path("sign-out")
    @SignOut
    public void signOut() {}
}
