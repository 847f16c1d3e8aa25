// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import dev.adieu.Reason;
import dev.adieu.SignOutOptions;
import dev.adieu.spi.Surroundings;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What sessions end for.
 *
 * @param reason why
 * @param properties what the sign-out's options had
 * @param trace the trace id of the request, if it came with one
 * @param address who sent the request, if the server tells
 */
record Occasion(Reason reason, Map<String, String> properties, Optional<String> trace, Optional<String> address) {
    /** <a href="https://www.w3.org/TR/trace-context/#traceparent-header">W3C Trace Context</a>. */
    private static final Pattern TRACEPARENT = Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}.*");

    static Occasion of(Reason reason) {
        return new Occasion(reason, Map.of(), Optional.empty(), Optional.empty());
    }

    static Occasion of(SignOutOptions options) {
        return new Occasion(options.reason(), options.properties(), Optional.empty(), Optional.empty());
    }

    Occasion in(ContainerRequestContext request) {
        var header = request.getHeaderString("traceparent");
        var match = TRACEPARENT.matcher(header == null ? "" : header);
        return new Occasion(
                reason,
                properties,
                match.matches() ? Optional.of(match.group(1)) : Optional.empty(),
                Surroundings.of(request).map(Surroundings::remoteAddress));
    }
}
