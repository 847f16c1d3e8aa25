// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.documentation;

import dev.adieu.SessionManager;
import dev.adieu.SignIn;
import dev.adieu.UserSession;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Set;

/** What examples take for granted: a way in, and who one is. */
@Path("api")
@RequestScoped
public class Door {
    @Inject
    SessionManager sessions;

    @POST
    @Path("sign-in")
    public String signIn(@FormParam("username") String username) {
        return sessions.signIn(SignIn.of(username, Set.of("admin").contains(username) ? "admin" : "user"))
                .id()
                .value();
    }

    @GET
    @Path("hello")
    public String hello() {
        var subject = sessions.current().map(UserSession::subject);
        return "{\"subject\":" + subject.map(name -> '"' + name + '"').orElse("null") + "}";
    }
}
