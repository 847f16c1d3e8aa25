// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import dev.adieu.ResponseChange;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.ArrayList;
import java.util.List;

/** What of the application a browser shall forget with its session, beside the credential: as it was set. */
final class BrowserTraces {
    private final Settings settings;
    private final CookieNaming naming;

    BrowserTraces(Settings settings, CookieNaming naming) {
        this.settings = settings;
        this.naming = naming;
    }

    List<ResponseChange> forget(ContainerRequestContext request) {
        var secure = naming.of(request).secure();
        var changes = new ArrayList<ResponseChange>();
        settings.companionCookies().forEach(cookie -> changes.add(cookie.expire(secure)));
        settings.survivingCookies().forEach(cookie -> changes.add(cookie.expire(secure)));
        if (secure) {
            // CSD-2: browsers ignore it over plain HTTP.
            settings.clearSiteData()
                    .ifPresent(directives -> changes.add(new ResponseChange.SetHeader("Clear-Site-Data", directives)));
        }
        return changes;
    }
}
