// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.jersey;

import dev.adieu.SessionManager;
import dev.adieu.SignIn;
import dev.adieu.SignOut;
import dev.adieu.UserSession;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

/** The least that tests need: to sign in, to see who one is, to sign out. */
@Path("")
@RequestScoped
public class Account {
    @Inject
    SessionManager sessions;

    @POST
    @Path("api/sign-in")
    public String signIn(@FormParam("username") String username, @FormParam("scheme") @DefaultValue("") String scheme) {
        return sessions.signIn(SignIn.builder(username)
                        .scheme(scheme)
                        .roles("user")
                        .secret(SignIn.REFRESH_TOKEN, "very-secret-refresh-token")
                        .build())
                .id()
                .value();
    }

    @GET
    @Path("api/hello")
    public String hello() {
        var subject = sessions.current().map(UserSession::subject);
        return "{\"subject\":" + subject.map(name -> '"' + name + '"').orElse("null") + "}";
    }

    @GET
    @Path("require")
    public String require() {
        return sessions.require().subject();
    }

    @GET
    @Path("public")
    public String everybody() {
        return "hello";
    }

    @POST
    @Path("sign-out")
    @SignOut
    public void signOut() {}

    @POST
    @Path("everywhere")
    @SignOut(sessions = SignOut.Sessions.ALL)
    public void everywhere() {}

    @POST
    @Path("with-entity")
    @SignOut
    public String withEntity() {
        return "bye";
    }
}
