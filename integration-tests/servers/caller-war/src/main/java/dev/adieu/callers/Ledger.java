// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.callers;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;

/** Of an enterprise bean that only administrators may call. */
@Stateless
public class Ledger {
    @Resource
    private SessionContext context;

    /** Tells who has read it. */
    @RolesAllowed("admin")
    public String read() {
        return "read by " + context.getCallerPrincipal().getName();
    }
}
