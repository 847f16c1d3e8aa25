// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.servlet.test;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.apache.catalina.authenticator.AuthenticatorBase;
import org.apache.catalina.connector.Request;
import org.apache.catalina.realm.GenericPrincipal;

/** A login mechanism of an application's own, which believes a cookie for ever. */
final class Remembering extends AuthenticatorBase {
    static final String COOKIE = "REMEMBER";

    @Override
    protected boolean doAuthenticate(Request request, HttpServletResponse response) {
        if (checkForCachedAuthentication(request, response, true)) {
            return true;
        }
        var cookies = request.getCookies();
        for (int i = 0; cookies != null && i < cookies.length; i++) {
            if (cookies[i].getName().equals(COOKIE)) {
                var name = cookies[i].getValue().replaceAll("-.*", "");
                request.getSession(true);
                register(request, response, new GenericPrincipal(name, List.of("user")), "OWN", name, null);
                return true;
            }
        }
        response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        return false;
    }

    @Override
    protected String getAuthMethod() {
        return "OWN";
    }
}
