// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.sockets;

import dev.adieu.SessionManager;
import dev.adieu.SignIn;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

/** Signs in whoever asks, into the server's own session. */
@Path("server-session")
@RequestScoped
public class ServerSessions {
    @Inject
    SessionManager sessions;

    /** Whatever the password. */
    @POST
    public String signIn(@FormParam("username") String username) {
        return sessions.signIn(SignIn.builder(username).scheme("HttpSession").build())
                .subject();
    }
}
