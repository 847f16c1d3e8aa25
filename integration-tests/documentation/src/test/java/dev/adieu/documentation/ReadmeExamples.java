// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.documentation;

import dev.adieu.SessionManager;
import dev.adieu.SignIn;
import dev.adieu.SignOut;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

/** As on the page: the classes of an interface are static and public anyway. */
interface ReadmeExamples {
    @Path("account")
    @RequestScoped
    public class Account {
        @Inject
        SessionManager sessions;

        @POST
        @Path("sign-in")
        public void signIn(@FormParam("name") String name) { // once you have checked who it is
            sessions.signIn(SignIn.of(name));
        }

        @POST
        @Path("sign-out")
        @SignOut
        public void signOut() {}
    }
}
