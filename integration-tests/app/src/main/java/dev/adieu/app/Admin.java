// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.app;

import dev.adieu.AdminSessionsResource;
import jakarta.ws.rs.Path;

/** What administrators may end. */
@Path("admin")
public class Admin extends AdminSessionsResource {
    @Override
    protected String role() {
        return "admin";
    }
}
