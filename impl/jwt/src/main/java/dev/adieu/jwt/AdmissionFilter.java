// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.jwt;

import dev.adieu.spi.Surroundings;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * Lets a token in whose session is live, and nobody comes past it with another one. Runs where servers have verified
 * tokens, and again before the method: some verify one only when a method asks for a role.
 */
final class AdmissionFilter implements ContainerRequestFilter {
    private static final System.Logger LOG = System.getLogger("dev.adieu");

    private static final String SERVERS = AdmissionFilter.class.getName();

    private volatile @Nullable BearerScheme scheme;

    @Override
    public void filter(ContainerRequestContext request) {
        if (!BearerScheme.isNoted(request) && caller(request) instanceof JsonWebToken principal) {
            try {
                admit(principal, request);
            } catch (TokenRefusedException e) {
                LOG.log(e.level(), "A bearer token is refused. {0}", e.getMessage());
                refuse(request, String.valueOf(e.getMessage()));
            }
        }
    }

    /** As the server says it: whoever asks Adieu has a session looked up, and this may be a method that needs none. */
    private static @Nullable Principal caller(ContainerRequestContext request) {
        if (request.getProperty(SERVERS) instanceof SecurityContext server) {
            var known = server.getUserPrincipal();
            return known == null && BearerScheme.isBorne(request)
                    ? request.getSecurityContext().getUserPrincipal()
                    : known;
        }
        request.setProperty(SERVERS, request.getSecurityContext());
        return request.getSecurityContext().getUserPrincipal();
    }

    private void admit(JsonWebToken principal, ContainerRequestContext request) {
        var bearers = scheme();
        var token = bearers.read(principal);
        var address = Surroundings.of(request).map(Surroundings::remoteAddress).orElse(null);
        var session = bearers.admission().admit(token, request.getHeaderString("User-Agent"), address);
        bearers.note(token, session, request);
    }

    /** RFC 6750, section 3.1: a client that hears so asks the issuer for another token. */
    private static void refuse(ContainerRequestContext request, String why) {
        request.abortWith(Response.status(Response.Status.UNAUTHORIZED)
                .header(
                        "WWW-Authenticate",
                        BearerScheme.NAME + " error=\"invalid_token\", error_description=\"" + why + '"')
                .header("Cache-Control", "no-store")
                .build());
    }

    /** Looked up by the first token: at deployment CDI may not be ready. */
    private BearerScheme scheme() {
        var known = scheme;
        if (known == null) {
            known = CDI.current().select(BearerScheme.class).get();
            scheme = known;
        }
        return known;
    }
}
