// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.relying.party;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a frame on a provider's page shows, which is nothing, or frames for others who are to hear of it.
 *
 * @param framedBy the provider's origin; nobody may frame it without
 * @param frames the others
 */
record FramePage(Optional<String> framedBy, List<URI> frames) {

    Response.ResponseBuilder answer() {
        var html = frames.stream()
                .map(url -> "<iframe title=\"\" referrerpolicy=\"no-referrer\" src=\""
                        + FormPage.escaped(url.toString()) + "\"></iframe>")
                .collect(Collectors.joining());
        var origins = frames.stream()
                .map(url -> url.getScheme() + "://" + url.getHost() + (url.getPort() == -1 ? "" : ":" + url.getPort()))
                .distinct()
                .collect(Collectors.joining(" "));
        return Response.ok(html, MediaType.TEXT_HTML_TYPE.withCharset("utf-8"))
                .header(
                        "Content-Security-Policy",
                        "default-src 'none'; " + (frames.isEmpty() ? "" : "frame-src " + origins + "; ")
                                + "frame-ancestors " + framedBy.orElse("'none'"));
    }
}
