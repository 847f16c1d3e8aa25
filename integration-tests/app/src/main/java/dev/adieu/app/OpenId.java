// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.app;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.oauth2.sdk.GeneralException;
import dev.adieu.SessionManager;
import dev.adieu.openid.relying.party.RelyingPartyResource;
import dev.adieu.spi.SessionRegistry;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Signing in at an OpenID provider, if one is set. What the provider calls to sign people out is inherited. */
@Path("openid")
@RequestScoped
public class OpenId extends RelyingPartyResource {
    private static final System.Logger LOG = System.getLogger("dev.adieu.app");
    private static final Duration REMEMBERED = Duration.ofHours(1);

    @Inject
    SessionManager sessions;

    @Inject
    SessionRegistry registry;

    @Inject
    CodeFlow flow;

    @Inject
    Clientele clientele;

    @Context
    UriInfo uri;

    @Context
    HttpHeaders headers;

    /** Which one, for the page; and whether a sign-out goes on elsewhere, there or to other applications. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public JsonObject provider() {
        return Texts.JSON
                .createObjectBuilder()
                .add("provider", Texts.orNull(flow.provider().orElse(null)))
                .add("onward", flow.provider().isPresent() || clientele.issuer().isPresent())
                .build();
    }

    /** To the provider. */
    @GET
    @Path("sign-in")
    public Response signIn() {
        requireProvider();
        var attempt = Attempt.begin();
        try {
            return lead(flow.authentication(attempt, callback()))
                    .header("Set-Cookie", attempt.cookie(isSecure()))
                    .build();
        } catch (GeneralException | IOException e) {
            return refuse(e);
        }
    }

    /** And back. */
    @GET
    @Path("callback")
    public Response callback(@QueryParam("code") @Nullable String code, @QueryParam("state") @Nullable String state) {
        requireProvider();
        var attempt = Attempt.of(headers.getCookies(), isSecure(), state);
        if (code == null || attempt.isEmpty() || isUsed(attempt.get())) {
            return refuse(new GeneralException("No code for a sign-in that this browser has begun"));
        }
        try {
            sessions.signIn(flow.redeem(code, attempt.get(), callback())
                    .scheme(People.scheme())
                    .detail("device", Devices.label(headers.getHeaderString("User-Agent")))
                    .build());
            return lead(root())
                    .header("Set-Cookie", Attempt.forgotten(isSecure()))
                    .build();
        } catch (GeneralException | IOException | BadJOSEException | JOSEException | ParseException e) {
            return refuse(e);
        }
    }

    private boolean isUsed(Attempt attempt) {
        return registry.remember(attempt.usedKey(), "used", Instant.now().plus(REMEMBERED))
                .isPresent();
    }

    /** The page says it. What the browser may have begun elsewhere stays. */
    private Response refuse(Exception why) {
        LOG.log(System.Logger.Level.WARNING, "A sign-in at the provider came to nothing: {0}", why.getMessage());
        return lead(root().resolve("?sign-in=refused")).build();
    }

    private static Response.ResponseBuilder lead(URI to) {
        return Response.seeOther(to).header("Cache-Control", "no-store");
    }

    private URI callback() {
        return flow.callback().orElseGet(() -> uri.getBaseUri().resolve("openid/callback"));
    }

    private URI root() {
        return callback().resolve("../..");
    }

    private boolean isSecure() {
        return "https".equals(callback().getScheme());
    }

    private void requireProvider() {
        if (flow.provider().isEmpty()) {
            throw Texts.notFound("No OpenID provider is set");
        }
    }
}
