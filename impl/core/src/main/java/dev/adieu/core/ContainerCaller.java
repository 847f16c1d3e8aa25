// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import dev.adieu.spi.Surroundings;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whom the container knows, and by what. Who is Adieu's own session is nobody else's login. */
final class ContainerCaller {
    /** What a browser presents again with every request, whatever the answer says. */
    private static final Set<String> SENT_IN_HEADER = Set.of(SecurityContext.BASIC_AUTH, SecurityContext.DIGEST_AUTH);
    /** What Helidon calls a caller whom nobody has authenticated, where Jakarta REST says null. */
    private static final String NOBODY = "<ANONYMOUS>";

    private final ContainerRequestContext request;
    private @Nullable Principal principal;
    private @Nullable String authentication;

    ContainerCaller(ContainerRequestContext request) {
        this.request = request;
    }

    /** Notes them on the request's thread: servers tell no other one. */
    void note() {
        var context = request.getSecurityContext();
        var ours = context instanceof SessionSecurityContext session ? session : null;
        var known = ours == null ? context.getUserPrincipal() : ours.containerPrincipal();
        if (known != null && request.getProperty(Surroundings.OWN_CALLER) == null) {
            principal = known;
            authentication = ours == null ? context.getAuthenticationScheme() : ours.containerAuthentication();
        }
    }

    /** Who it is, or was before they were signed out. */
    Optional<Principal> principal() {
        note();
        return Optional.ofNullable(principal).filter(known -> !isNobody(known));
    }

    private boolean isNobody(Principal known) {
        return NOBODY.equals(known.getName()) && authentication == null;
    }

    String authentication() {
        return String.valueOf(authentication);
    }

    /** By its own word alone BASIC says little: Payara calls every login of Jakarta Security so. */
    boolean isSentAgain() {
        return SecurityContext.CLIENT_CERT_AUTH.equals(authentication)
                || authentication != null
                        && SENT_IN_HEADER.contains(authentication)
                        && isSentByItself(request.getHeaderString("Authorization"));
    }

    /** No browser sends a bearer token by itself (RFC 6750, section 5.2). */
    private static boolean isSentByItself(@Nullable String authorization) {
        return authorization != null && !authorization.regionMatches(true, 0, "Bearer ", 0, "Bearer ".length());
    }
}
