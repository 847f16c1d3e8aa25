// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.security;

import dev.adieu.SignOutException;
import dev.adieu.spi.SessionRegistry;
import dev.adieu.spi.Surroundings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.CallerPrincipal;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.Response;

/**
 * Tells the container who is signed in with Adieu. Found by the container as the application's login mechanism, so an
 * application that adds this module defines none of its own.
 *
 * <p>A request without a session is nobody's; where the container protects a resource from nobody, the answer is that of
 * {@link dev.adieu.SessionManager#require()}. {@code HttpServletRequest.logout} ends the session as every sign-out does.
 *
 * @see <a href="https://jakarta.ee/specifications/security/3.0/jakarta-security-spec-3.0#authentication-mechanism">Jakarta
 *     Security 3.0, Authentication Mechanism</a>
 */
@ApplicationScoped
public class SessionMechanism implements HttpAuthenticationMechanism {
    @Inject
    private SessionRegistry sessions;

    /** For CDI. */
    public SessionMechanism() {}

    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext message) {
        var seen = ServletRequests.of(request);
        try {
            var caller = sessions.caller(seen);
            if (caller.isPresent()) {
                request.setAttribute(Surroundings.OWN_CALLER, Boolean.TRUE);
                var session = caller.get().session();
                return message.notifyContainerAboutLogin(new CallerPrincipal(session.subject()), session.roles());
            }
            return message.isProtected() || message.isAuthenticationRequest()
                    ? answer(sessions.signInRequired(seen).getResponse(), response, message)
                    : message.doNothing();
        } catch (SignOutException e) {
            // What is public stays so while the store does not answer; who asks then who calls is told.
            return message.isProtected() ? answer(e.getResponse(), response, message) : message.doNothing();
        }
    }

    private static AuthenticationStatus answer(
            Response answer, HttpServletResponse response, HttpMessageContext message) {
        answer.getStringHeaders().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        response.setStatus(answer.getStatus());
        return AuthenticationStatus.SEND_CONTINUE;
    }

    @Override
    public void cleanSubject(HttpServletRequest request, HttpServletResponse response, HttpMessageContext message) {
        if (request.getAttribute(Surroundings.RELEASED) == null) {
            sessions.signOut(ServletRequests.of(request))
                    .forEach(change -> change.match(new ServletResponseChanges(response)));
        }
        request.removeAttribute(Surroundings.OWN_CALLER);
        message.cleanClientSubject();
    }
}
