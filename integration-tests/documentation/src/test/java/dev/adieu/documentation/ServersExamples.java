// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.documentation;

import dev.adieu.SignOutResource;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;

/** docs/servers.md. */
interface ServersExamples {
    @Path("logout")
    public class Logout extends SignOutResource {}

    @ApplicationPath("api")
    public class Shop extends Application {}
}
