// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.app;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.PlainClientSecret;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.Audience;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.Subject;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.claims.SessionID;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import dev.adieu.Page;
import dev.adieu.SessionId;
import dev.adieu.SessionManager;
import dev.adieu.SessionSelector;
import dev.adieu.UserSession;
import dev.adieu.openid.provider.Clients;
import dev.adieu.openid.provider.SigningKeys;
import dev.adieu.spi.SessionRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Date;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a client gets for a code: an ID Token. The access token beside it, which OAuth asks for, opens nothing here. */
@ApplicationScoped
public class Tokens {
    private static final int LIFETIME_SECONDS = 300;

    @Inject
    SessionManager sessions;

    @Inject
    SessionRegistry registry;

    @Inject
    Clientele clientele;

    @Inject
    Clients clients;

    @Inject
    SigningKeys keys;

    /** @throws GeneralException with the error that the client is told */
    OIDCTokenResponse answer(TokenRequest request) throws GeneralException {
        var client = client(request);
        if (!(request.getAuthorizationGrant() instanceof AuthorizationCodeGrant asked)) {
            throw new GeneralException(OAuth2Error.UNSUPPORTED_GRANT_TYPE);
        }
        var grant = new Codes(registry)
                .redeem(asked.getAuthorizationCode(), client)
                .filter(each -> each.request().getRedirectionURI().equals(asked.getRedirectionURI()))
                .filter(each -> Objects.equals(each.request().getCodeChallenge(), challenge(asked)))
                .orElseThrow(() -> new GeneralException(OAuth2Error.INVALID_GRANT));
        // Whoever has signed out since the code was issued is not signed in any more.
        var session = session(grant.sid()).orElseThrow(() -> new GeneralException(OAuth2Error.INVALID_GRANT));
        return new OIDCTokenResponse(new OIDCTokens(idToken(grant, session), new BearerAccessToken(), null));
    }

    /** Which client asks: one with a secret proves that it is, and one without has nothing to prove. */
    private String client(TokenRequest request) throws GeneralException {
        var proof = request.getClientAuthentication();
        var id = proof == null ? request.getClientID() : proof.getClientID();
        var client = Optional.ofNullable(id)
                .map(ClientID::getValue)
                .flatMap(clients::find)
                .orElseThrow(() -> new GeneralException(OAuth2Error.INVALID_CLIENT));
        Optional<Secret> said =
                proof instanceof PlainClientSecret plain ? Optional.of(plain.getClientSecret()) : Optional.empty();
        // Compared in constant time, as Nimbus compares secrets.
        if (!said.equals(clientele.secret(client))) {
            throw new GeneralException(OAuth2Error.INVALID_CLIENT);
        }
        return client.id();
    }

    private static @Nullable CodeChallenge challenge(AuthorizationCodeGrant asked) {
        return asked.getCodeVerifier() == null
                ? null
                : CodeChallenge.compute(CodeChallengeMethod.S256, asked.getCodeVerifier());
    }

    private Optional<UserSession> session(String sid) {
        return sessions.sessions(SessionSelector.byId(new SessionId(sid)), Page.first(1)).stream()
                .findFirst();
    }

    private SignedJWT idToken(Codes.Grant grant, UserSession session) {
        var now = Instant.now();
        var claims = new IDTokenClaimsSet(
                new Issuer(clientele.issuer().orElseThrow()),
                new Subject(session.subject()),
                new Audience(grant.request().getClientID()).toSingleAudienceList(),
                Date.from(now.plusSeconds(LIFETIME_SECONDS)),
                Date.from(now));
        claims.setAuthenticationTime(Date.from(session.startedAt()));
        claims.setNonce(grant.request().getNonce());
        claims.setSessionID(new SessionID(grant.sid()));
        var key = keys.current();
        try {
            var token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID(key.getKeyID())
                            .build(),
                    claims.toJWTClaimsSet());
            token.sign(new RSASSASigner(key.toRSAKey()));
            return token;
        } catch (ParseException | JOSEException e) {
            throw new IllegalStateException("No ID Token can be made with key " + key.getKeyID(), e);
        }
    }
}
