// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.provider;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.security.enterprise.authentication.mechanism.http.OpenIdAuthenticationMechanismDefinition;
import jakarta.security.enterprise.authentication.mechanism.http.openid.ClaimsDefinition;
import jakarta.security.enterprise.authentication.mechanism.http.openid.LogoutDefinition;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;

/**
 * The provider that people sign in at. What a logout does there is told by the context path: {@code /notified} and {@code /linked}
 * tell the provider, {@code /redirected} leads back to the application, {@code /expiring} ends the login with its access
 * token, {@code /silent} defines nothing.
 */
@OpenIdAuthenticationMechanismDefinition(
        providerURI = "${provider.uri}",
        clientId = "${provider.clientId}",
        clientSecret = "${provider.clientSecret}",
        redirectURI = "${baseURL}/private/",
        scope = {"openid", "profile"},
        claimsDefinition = @ClaimsDefinition(callerNameClaim = "preferred_username", callerGroupsClaim = "groups"),
        logout =
                @LogoutDefinition(
                        notifyProviderExpression = "${provider.notified}",
                        redirectURI = "${provider.afterwards}",
                        accessTokenExpiryExpression = "${provider.expiring}"))
@Named
@ApplicationScoped
public class Provider {
    @Inject
    HttpServletRequest request;

    /** The issuer. */
    public String getUri() {
        return System.getProperty("adieu.provider.uri");
    }

    /** The client that this application is to the provider. */
    public String getClientId() {
        return System.getProperty("adieu.provider.client")
                + request.getContextPath().replace('/', '-');
    }

    /** What it proves that with. */
    public String getClientSecret() {
        return System.getProperty("adieu.provider.secret");
    }

    /** Whether the provider hears of a logout. */
    public boolean isNotified() {
        return Set.of("/notified", "/linked").contains(request.getContextPath());
    }

    /** Whether the login ends with its access token. */
    public boolean isExpiring() {
        return request.getContextPath().equals("/expiring");
    }

    /** Where a logout leads. */
    public String getAfterwards() {
        var root = request.getScheme() + "://" + request.getServerName() + ":" + request.getServerPort();
        return request.getContextPath().equals("/silent") ? "" : root + request.getContextPath() + "/?left";
    }
}
