// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.servlet.test;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** What is not Jakarta REST: says who calls, or ends what the container has of them. */
final class Pages extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        switch (String.valueOf(request.getPathInfo())) {
            case "/logout" -> request.logout();
            case "/invalidate" -> request.getSession().invalidate();
            case "/login" -> request.login(request.getParameter("username"), "secret");
            case "/short" -> request.getSession().setMaxInactiveInterval(1);
            case "/begin" -> request.getSession(true);
            case "/odd" -> request.getSession(true).setAttribute("odd", new Object());
            default -> {}
        }
        var session = request.getSession(false);
        response.setContentType("text/plain");
        response.getWriter()
                .print("page of " + request.getRemoteUser() + ", " + (session == null ? "no session" : "a session"));
    }
}
