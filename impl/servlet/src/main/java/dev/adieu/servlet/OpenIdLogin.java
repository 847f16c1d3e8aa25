// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.servlet;

import dev.adieu.FederatedLink;
import dev.adieu.SignIn;
import jakarta.security.enterprise.identitystore.openid.IdentityToken;
import jakarta.security.enterprise.identitystore.openid.OpenIdContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A login by the OpenID mechanism of Jakarta Security: whose it is at the provider, and with which tokens it began. The
 * mechanism may get others while it lasts; they name the same session (OpenID Connect Core, section 12.2), and the first
 * ones serve a sign-out as well.
 *
 * @param link what the provider calls it
 * @param secrets its tokens, as {@link SignIn} names them
 */
record OpenIdLogin(FederatedLink link, Map<String, String> secrets) {

    /** That of a caller; none if what the mechanism tells is of somebody else, whose login this one has taken over. */
    static Optional<OpenIdLogin> of(OpenIdContext context, String caller, String callerNameClaim) {
        var token = context.getIdentityToken();
        return token != null && names(context, token, callerNameClaim).anyMatch(caller::equals)
                ? link(token).map(link -> new OpenIdLogin(link, secrets(context, token)))
                : Optional.empty();
    }

    /** What the mechanism may have called its caller. */
    private static Stream<String> names(OpenIdContext context, IdentityToken token, String claim) {
        var told = context.getClaims();
        return Stream.of(
                        token.getJwtClaims().getStringClaim(claim),
                        told == null ? Optional.<String>empty() : told.getStringClaim(claim),
                        token.getJwtClaims().getSubject())
                .flatMap(Optional::stream);
    }

    private static Optional<FederatedLink> link(IdentityToken token) {
        var claims = token.getJwtClaims();
        var sid = claims.getStringClaim("sid").filter(text -> !text.isBlank()).orElse(null);
        return claims.getIssuer()
                .flatMap(issuer -> claims.getSubject().map(subject -> new FederatedLink(issuer, subject, sid)));
    }

    private static Map<String, String> secrets(OpenIdContext context, IdentityToken token) {
        var secrets = new HashMap<>(Map.of(SignIn.ID_TOKEN, token.getToken()));
        context.getRefreshToken().ifPresent(refresh -> secrets.put(SignIn.REFRESH_TOKEN, refresh.getToken()));
        if (context.getAccessToken() != null) {
            secrets.put(SignIn.ACCESS_TOKEN, context.getAccessToken().getToken());
        }
        return secrets;
    }

    void addTo(SignIn.Builder who) {
        who.link(link);
        secrets.forEach(who::secret);
    }

    /** Without the tokens. */
    @Override
    public String toString() {
        return "OpenIdLogin[link=" + link + "]";
    }
}
