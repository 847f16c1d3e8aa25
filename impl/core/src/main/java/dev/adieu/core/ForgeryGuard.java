// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Optional;

/**
 * Tells requests that another site's page caused from those of the application's own pages and of programs, by what
 * browsers say of themselves and no page can change. There is no token to embed, and nothing to keep.
 *
 * @see <a href="https://www.w3.org/TR/fetch-metadata/">Fetch Metadata Request Headers</a>
 */
final class ForgeryGuard {
    private final Settings settings;

    ForgeryGuard(Settings settings) {
        this.settings = settings;
    }

    /** Who caused the request, if it has to be refused. */
    Optional<String> refuse(ContainerRequestContext request) {
        var origin = request.getHeaderString("Origin");
        if (origin != null && isAllowed(Origin.parse(origin))) {
            return Optional.empty();
        }
        var site = request.getHeaderString("Sec-Fetch-Site");
        if (site != null) {
            // ASVS V3.5.3. What a browser may say one day is not known to be safe.
            var own = site.equals("same-origin") || site.equals("none");
            return own ? Optional.empty() : Optional.of(origin != null ? origin : "a " + site + " page");
        }
        if (origin != null) {
            return isOwn(Origin.parse(origin), request) ? Optional.empty() : Optional.of(origin);
        }
        var referer = request.getHeaderString("Referer");
        if (referer != null) {
            var from = Origin.ofUrl(referer);
            return isOwn(from, request) || isAllowed(from)
                    ? Optional.empty()
                    : Optional.of(from.map(Origin::toString).orElse("an unreadable Referer"));
        }
        return Optional.empty();
    }

    private boolean isAllowed(Optional<Origin> from) {
        return from.filter(settings.allowedOrigins()::contains).isPresent();
    }

    private boolean isOwn(Optional<Origin> from, ContainerRequestContext request) {
        if (!settings.origins().isEmpty()) {
            return from.filter(settings.origins()::contains).isPresent();
        }
        var host = request.getHeaderString("Host");
        var arrivedByTls =
                "https".equalsIgnoreCase(request.getUriInfo().getRequestUri().getScheme());
        // Where TLS may have ended before us only the host is known; where it ends here, plain HTTP is another origin.
        return from.filter(origin -> host != null
                        && (origin.isSecure() || !arrivedByTls)
                        && Origin.ofHost(origin.scheme(), host)
                                .filter(origin::equals)
                                .isPresent())
                .isPresent();
    }
}
