// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.bearers;

import dev.adieu.SignOut;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Methods that ask for a role. */
@Path("kitchen")
@RequestScoped
@RolesAllowed("cook")
public class Kitchen {
    @Context
    SecurityContext context;

    /** Who it is, by the token itself. */
    @GET
    public String cook() {
        return context.getUserPrincipal() instanceof JsonWebToken token ? token.getSubject() : "no token";
    }

    /** The usual one, for cooks. */
    @POST
    @Path("sign-out")
    @SignOut
    public void signOut() {}
}
