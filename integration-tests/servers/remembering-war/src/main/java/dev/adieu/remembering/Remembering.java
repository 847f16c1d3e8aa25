// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.remembering;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.AutoApplySession;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.security.enterprise.authentication.mechanism.http.RememberMe;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import java.util.UUID;

/**
 * Signs in whom {@link SignIn} names, and again whoever comes with the cookie. The password is everybody's. Each login has
 * a group of its own, by which alone Open Liberty tells two devices of a user apart.
 */
@RememberMe(
        cookieMaxAgeSeconds = 3600,
        cookieSecureOnly = false,
        isRememberMeExpression = "#{self.isRemembered(httpMessageContext)}")
@AutoApplySession
@ApplicationScoped
public class Remembering implements HttpAuthenticationMechanism {

    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext message) {
        if (message.getAuthParameters().getCredential() instanceof UsernamePasswordCredential login) {
            return login.getPasswordAsString().equals("load")
                    ? message.notifyContainerAboutLogin(
                            new CredentialValidationResult(login.getCaller(), groups(login.getCaller())))
                    : message.responseUnauthorized();
        }
        return message.isProtected() ? message.responseUnauthorized() : message.doNothing();
    }

    private static Set<String> groups(String name) {
        return Set.of(name.equals("admin") ? "admin" : "user", "login-" + UUID.randomUUID());
    }

    /** Whether whoever signs in asked to be remembered. */
    public boolean isRemembered(HttpMessageContext message) {
        return message.getAuthParameters().isRememberMe();
    }
}
