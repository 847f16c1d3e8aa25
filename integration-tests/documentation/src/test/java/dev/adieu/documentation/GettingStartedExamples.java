// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.documentation;

import dev.adieu.SessionManager;
import dev.adieu.SignIn;
import dev.adieu.SignOut;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/** docs/getting-started.md. */
interface GettingStartedExamples {
    @Path("account")
    @RequestScoped
    public class Account {
        @Inject
        SessionManager sessions;

        @GET
        @Produces(MediaType.TEXT_PLAIN) // a name is no markup
        public String hello() {
            return "Hello " + sessions.require().subject();
        }

        @POST
        @Path("sign-in")
        public Response signIn(@FormParam("name") String name, @FormParam("password") String password) {
            if (!"wonderland".equals(password)) { // check it as you do, against a slow hash
                throw new ForbiddenException();
            }
            sessions.signIn(SignIn.of(name));
            return Response.seeOther(URI.create("account")).build();
        }

        @POST
        @Path("sign-out")
        @SignOut
        public void signOut() {}
    }

    @ApplicationPath("api")
    public class Shop extends Application {}
}
