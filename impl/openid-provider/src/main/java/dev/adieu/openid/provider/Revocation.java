// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.adieu.spi.SessionRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Revokes a token for the client that it was issued to.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7009#section-2">RFC 7009, section 2</a>
 */
@ApplicationScoped
class Revocation {
    private static final System.Logger LOG = System.getLogger("dev.adieu");

    @Inject
    private Provider provider;

    @Inject
    private SessionRegistry registry;

    /** Nothing injects this bean, and Quarkus removes such ones, unless they observe something. */
    void stay(@Observes @Initialized(ApplicationScoped.class) Object application) {}

    /** TR-5: 200 also for what is no token, or not any more. */
    Response revoke(Map<String, List<String>> form, HttpHeaders headers) {
        var grants = provider.configured().flatMap(there -> provider.grants()).orElseThrow(NotFoundException::new);
        try {
            var authorization = Optional.ofNullable(headers.getRequestHeader(HttpHeaders.AUTHORIZATION));
            var request =
                    RevocationRequest.of(provider.endpoints().revocation(), form, authorization.orElse(List.of()));
            ClientAuthentications.at(provider.endpoints(), provider.clients(), registry)
                    .require(request.clientId(), request.authentication());
            revoke(request, grants);
            return Response.ok().header("Cache-Control", "no-store").build();
        } catch (RevocationException e) {
            LOG.log(System.Logger.Level.WARNING, "Refused to revoke a token: {0}, {1}", e.code(), e.getMessage());
            return refused(e);
        } catch (RuntimeException e) {
            // A message of somebody else's code may quote a token: for those who ask for details.
            LOG.log(
                    System.Logger.Level.ERROR,
                    "A token could not be revoked: {0}",
                    e.getClass().getName());
            LOG.log(System.Logger.Level.DEBUG, "A token could not be revoked", e);
            return refused(RevocationException.unavailable());
        }
    }

    private static void revoke(RevocationRequest request, Grants grants) {
        for (var kind : request.kinds()) {
            var found = grants.find(kind, request.token());
            if (found.isPresent()) {
                requireRevocable(found.get(), request.clientId());
                // TR-3, TR-4
                grants.revoke(kind, request.token());
                return;
            }
        }
    }

    private static void requireRevocable(Grants.Issued token, String clientId) {
        if (!token.clientId().equals(clientId)) {
            // TR-2; the code of RFC 6749, section 5.2 for what was issued to another client.
            throw RevocationException.invalidGrant("The token was issued to another client");
        }
        if (!token.revocable()) {
            throw RevocationException.unsupportedTokenType("A token of this type lives until it expires");
        }
    }

    /** TR-6 */
    private static Response refused(RevocationException refusal) {
        var answer = Response.status(refusal.status())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header("Cache-Control", "no-store")
                .entity(JSONObjectUtils.toJSONString(
                        Map.of("error", refusal.code(), "error_description", refusal.getMessage())));
        switch (refusal.status()) {
            case UNAUTHORIZED -> answer.header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"revocation\"");
            case SERVICE_UNAVAILABLE -> answer.header(HttpHeaders.RETRY_AFTER, "5");
            default -> {}
        }
        return answer.build();
    }
}
