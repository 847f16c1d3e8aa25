// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.remembering;

import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.SecurityContext;
import jakarta.security.enterprise.authentication.mechanism.http.AuthenticationParameters;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Where a form signs in, and ticks whether to be remembered. */
@WebServlet("/sign-in/remembered")
public class SignIn extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    private transient SecurityContext security;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var login = new UsernamePasswordCredential(request.getParameter("username"), request.getParameter("password"));
        var parameters = AuthenticationParameters.withParams()
                .newAuthentication(true)
                .credential(login)
                .rememberMe(Boolean.parseBoolean(request.getParameter("remember")));
        if (security.authenticate(request, response, parameters) == AuthenticationStatus.SUCCESS) {
            if (request.getParameter("next") == null) {
                response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            } else {
                // On Open Liberty a login has no session by itself, and what is sent can get none.
                request.getSession();
                response.sendRedirect(request.getContextPath() + "/private/");
            }
        }
    }
}
