// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.spi;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Map;
import java.util.Optional;

/**
 * What a server knows of a request and Jakarta REST does not say. The module that knows leaves it as a property of the
 * request, which on a Servlet container is an attribute, before Jakarta REST begins.
 *
 * @param contextPath where the application is on its host: empty, or a path that starts with '/'
 * @param remoteAddress who sent the request, as the server was told
 * @param justSignedIn whether this is the first request of a login by the container. It may be one that the container
 *     saved before and replays now, so nobody has asked for it today: a sign-out is confirmed first
 * @param seen the sessions that have been looked up for this request already, by their credential
 */
public record Surroundings(
        String contextPath, String remoteAddress, boolean justSignedIn, Map<TokenHash, SessionRecord> seen) {
    /** The name of the property. */
    public static final String PROPERTY = "dev.adieu.surroundings";

    /** The name of another property: the container's principal is Adieu's own session, which a login mechanism told it. */
    public static final String OWN_CALLER = "dev.adieu.own-caller";

    /** The name of another property: the container's logout is a part of a sign-out, and not one by itself. */
    public static final String RELEASED = "dev.adieu.released";

    /** Copies the map. */
    public Surroundings {
        seen = Map.copyOf(seen);
    }

    /** Those of a request, where a module left them. */
    public static Optional<Surroundings> of(ContainerRequestContext request) {
        return request.getProperty(PROPERTY) instanceof Surroundings known ? Optional.of(known) : Optional.empty();
    }
}
