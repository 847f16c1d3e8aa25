// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.app;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import dev.adieu.FederatedLink;
import dev.adieu.SignIn;
import dev.adieu.spi.ModuleSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.util.Optional;

/**
 * The authorization code flow with PKCE, by Nimbus: at the provider that {@code adieu.sample.provider} names, with the
 * settings that Adieu has of it.
 */
@ApplicationScoped
public class CodeFlow {
    private static final int PATIENCE_MILLIS = 5000;

    @Inject
    ModuleSettings settings;

    private Optional<OIDCProviderMetadata> metadata = Optional.empty();

    /** What the sample calls the provider; empty where people have passwords alone. */
    Optional<String> provider() {
        return People.areTheServers()
                ? Optional.empty()
                : settings.get("adieu.sample.provider", "a name", name -> name);
    }

    /** Where the provider leads back to, if it is not where this server sees itself: beside where it leads after a sign-out. */
    Optional<URI> callback() {
        return setting("post-logout-redirect-uri")
                .map(signedOut -> URI.create(signedOut).resolve("callback"));
    }

    /** Where a browser is sent, for a code. */
    URI authentication(Attempt attempt, URI callback) throws GeneralException, IOException {
        return new AuthenticationRequest.Builder(
                        new ResponseType("code"), new Scope("openid"), new ClientID(required("client-id")), callback)
                .endpointURI(metadata().getAuthorizationEndpointURI())
                .state(attempt.state())
                .nonce(attempt.nonce())
                .codeChallenge(attempt.verifier(), CodeChallengeMethod.S256)
                .build()
                .toURI();
    }

    /** Who has come back with a code: checked, with what a sign-out at the provider will need. */
    SignIn.Builder redeem(String code, Attempt attempt, URI callback)
            throws GeneralException, IOException, BadJOSEException, JOSEException, ParseException {
        var tokens = tokens(new AuthorizationCodeGrant(new AuthorizationCode(code), callback, attempt.verifier()));
        var validator = new IDTokenValidator(
                metadata().getIssuer(),
                new ClientID(required("client-id")),
                JWSAlgorithm.RS256,
                metadata().getJWKSetURI().toURL());
        var who = validator.validate(tokens.getIDToken(), attempt.nonce());
        var name = Optional.ofNullable(who.getStringClaim("preferred_username"));
        var signIn = SignIn.builder(name.orElse(who.getSubject().getValue()))
                .link(new FederatedLink(
                        who.getIssuer().getValue(), who.getSubject().getValue(), who.getStringClaim("sid")))
                .secret(SignIn.ID_TOKEN, tokens.getIDTokenString())
                .fromProvider();
        return tokens.getRefreshToken() == null
                ? signIn
                : signIn.secret(SignIn.REFRESH_TOKEN, tokens.getRefreshToken().getValue());
    }

    private OIDCTokens tokens(AuthorizationCodeGrant grant) throws GeneralException, IOException {
        var client = new ClientID(required("client-id"));
        var endpoint = metadata().getTokenEndpointURI();
        var request = setting("client-secret")
                .map(secret ->
                        new TokenRequest.Builder(endpoint, new ClientSecretBasic(client, new Secret(secret)), grant))
                .orElseGet(() -> new TokenRequest.Builder(endpoint, client, grant))
                .build()
                .toHTTPRequest();
        bound(request);
        var response = OIDCTokenResponseParser.parse(request.send());
        if (!(response instanceof OIDCTokenResponse granted)) {
            throw new GeneralException(response.toErrorResponse().getErrorObject());
        }
        if (granted.getOIDCTokens().getIDToken() == null) {
            throw new GeneralException("No ID Token");
        }
        return granted.getOIDCTokens();
    }

    /** Asked for when first needed. */
    private synchronized OIDCProviderMetadata metadata() throws GeneralException, IOException {
        if (metadata.isEmpty()) {
            metadata = Optional.of(OIDCProviderMetadata.resolve(new Issuer(required("issuer")), CodeFlow::bound));
        }
        return metadata.get();
    }

    private static void bound(HTTPRequest request) {
        request.setConnectTimeout(PATIENCE_MILLIS);
        request.setReadTimeout(PATIENCE_MILLIS);
        request.setFollowRedirects(false);
    }

    private String required(String member) {
        return setting(member).orElseThrow(() -> new IllegalStateException("The provider's " + member + " is not set"));
    }

    private Optional<String> setting(String member) {
        var key = "adieu.openid." + provider().orElseThrow() + "." + member;
        return settings.secret(key, "a text", text -> text);
    }
}
