// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.jersey;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;

/** Who calls, as Jakarta REST says it. */
@Path("callers")
@RequestScoped
public class Callers {
    @Context
    SecurityContext context;

    @GET
    @Path("principal")
    public String principal() {
        var principal = context.getUserPrincipal();
        return principal == null ? "nobody" : principal.getName();
    }

    @GET
    @Path("role")
    public String role() {
        return context.isUserInRole("user") + " " + context.isUserInRole("admin") + " "
                + context.getAuthenticationScheme();
    }

    @GET
    @Path("users")
    @RolesAllowed("user")
    public String users() {
        return "users";
    }

    @GET
    @Path("admins")
    @RolesAllowed("admin")
    public String admins() {
        return "admins";
    }
}
