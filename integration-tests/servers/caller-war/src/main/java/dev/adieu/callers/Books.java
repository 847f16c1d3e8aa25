// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.callers;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.EJBAccessException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;

/** What administrators may read. */
@Path("books")
@RequestScoped
public class Books {
    @EJB
    private Ledger ledger;

    /** Guarded by the enterprise bean. */
    @GET
    @Path("ledger")
    public String ledger() {
        try {
            return ledger.read();
        } catch (EJBAccessException e) {
            throw new ForbiddenException(e);
        }
    }

    /** Guarded by Jakarta REST. */
    @GET
    @Path("journal")
    @RolesAllowed("admin")
    public String journal(@Context SecurityContext caller) {
        return "read by " + caller.getUserPrincipal().getName();
    }
}
