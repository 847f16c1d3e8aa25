// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.documentation;

import dev.adieu.BrowserModuleResource;
import dev.adieu.SessionEventsResource;
import jakarta.ws.rs.Path;

/** docs/single-page-applications.md. */
interface BrowserExamples {
    @Path("adieu.js")
    public class Script extends BrowserModuleResource {}

    @Path("events")
    public class Events extends SessionEventsResource {}
}
