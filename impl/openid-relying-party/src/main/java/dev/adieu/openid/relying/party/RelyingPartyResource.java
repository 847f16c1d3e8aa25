// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.relying.party;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The endpoints that an OpenID provider calls, or leads browsers to. Switched on by a public subclass that gives them a
 * path and only inherits:
 *
 * <pre>{@code
 * @Path("openid")
 * public class OpenId extends RelyingPartyResource {}
 * }</pre>
 *
 * <p>What is to be registered with the provider then: {@code openid/back-channel-logout} as its back-channel logout URI,
 * {@code openid/front-channel-logout} as its front-channel logout URI, and {@code openid/signed-out}, which is the setting
 * {@code adieu.openid.<name>.post-logout-redirect-uri}, as a post-logout redirect URI.
 */
public abstract class RelyingPartyResource {
    /** The query parameter by which {@code signed-out} is asked for the form. */
    static final String CONTINUE = "continue";

    /** For the subclass. */
    protected RelyingPartyResource() {}

    /**
     * Ends the sessions that a logout token names: 200, also when there are none; 400 when the token is not valid, or they
     * could not be ended, and then it may be sent again.
     *
     * @see <a href="https://openid.net/specs/openid-connect-backchannel-1_0.html#BCRequest">OpenID Connect Back-Channel
     *     Logout 1.0, sections 2.5 to 2.8</a>
     */
    @POST
    @Path("back-channel-logout")
    @Consumes(MediaType.WILDCARD)
    public Response backChannelLogout(@Context HttpHeaders headers, @Nullable InputStream form) throws IOException {
        return relyingParty().backChannel(headers.getMediaType(), form);
    }

    /**
     * Ends the session that the provider names, with or without the browser's cookie. Whatever does not name one is
     * ignored.
     *
     * @see <a href="https://openid.net/specs/openid-connect-frontchannel-1_0.html#RPLogout">OpenID Connect Front-Channel
     *     Logout 1.0, section 2</a>
     */
    @GET
    @Path("front-channel-logout")
    public Response frontChannelLogout(
            @QueryParam("iss") @Nullable List<String> iss, @QueryParam("sid") @Nullable List<String> sid) {
        return relyingParty().frontChannel(iss == null ? List.of() : iss, sid == null ? List.of() : sid);
    }

    /**
     * Where the provider leads the browser back to, and which goes on to where the sign-out was to lead; also the page
     * that leads to the provider, where the request is too long for a URL.
     */
    @GET
    @Path("signed-out")
    public Response signedOut(
            @QueryParam("state") @Nullable String state,
            @QueryParam(CONTINUE) @Nullable String onward,
            @Context HttpHeaders headers) {
        var cookies = headers.getCookies();
        return onward != null
                ? relyingParty().onward(onward, cookies)
                : relyingParty().back(state, cookies);
    }

    private static RelyingParty relyingParty() {
        return CDI.current().select(RelyingParty.class).get();
    }
}
