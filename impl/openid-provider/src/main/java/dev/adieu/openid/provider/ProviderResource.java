// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;

/**
 * The endpoints of an OpenID provider's sign-out. Switched on by a public subclass that gives them a path and only
 * inherits; the setting {@code adieu.openid-provider.url} says where that is. Without the setting, nothing is there:
 *
 * <pre>{@code
 * @Path("openid")
 * public class Logout extends ProviderResource {}
 * }</pre>
 */
public abstract class ProviderResource {

    /** For the subclass. */
    protected ProviderResource() {}

    /**
     * The end session endpoint, by a query. Ends nothing: leads to the page that does, or that asks before.
     *
     * @see <a href="https://openid.net/specs/openid-connect-rpinitiated-1_0.html#RPLogout">OpenID Connect RP-Initiated
     *     Logout 1.0, section 2</a>
     */
    @GET
    @Path("end-session")
    public Response endSession(@Context UriInfo uri, @Context HttpHeaders headers) {
        return pages().endSession(uri.getQueryParameters(), headers);
    }

    /** The end session endpoint, by a form that any site may send (RPI-1). */
    @POST
    @Path("end-session")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response endSession(MultivaluedMap<String, String> form, @Context HttpHeaders headers) {
        return pages().endSession(form, headers);
    }

    /** Asks the user, unless the client has shown that it is this very session; then it ends. */
    @GET
    @Path("sign-out")
    public Response signOutPage(@QueryParam("logoutId") @Nullable String logoutId, @Context HttpHeaders headers) {
        return pages().signOutPage(logoutId, headers);
    }

    /** A probe is no sign-out; left to the runtime, it would be one. */
    @HEAD
    @Path("sign-out")
    public Response probe() {
        return Response.ok().header("Cache-Control", "no-store").build();
    }

    /** The user has been asked. */
    @POST
    @Path("sign-out")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response signOut(@FormParam("logoutId") @Nullable String logoutId, @Context HttpHeaders headers) {
        return pages().signOut(logoutId, headers);
    }

    /** Tells the clients by frames, and leads back. */
    @GET
    @Path("signed-out")
    public Response signedOut(@QueryParam("logoutId") @Nullable String logoutId, @Context HttpHeaders headers) {
        return pages().signedOut(logoutId, headers);
    }

    /** The frames alone, for a page of the application's own. */
    @GET
    @Path("frames")
    public Response frames(@QueryParam("logoutId") @Nullable String logoutId, @Context HttpHeaders headers) {
        return pages().frames(logoutId, headers);
    }

    /**
     * Revokes a token for the client that it was issued to. Not there unless the application has a bean of type
     * {@link Grants}.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc7009#section-2">RFC 7009, section 2</a>
     */
    @POST
    @Path("revoke")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response revoke(MultivaluedMap<String, String> form, @Context HttpHeaders headers) {
        return CDI.current().select(Revocation.class).get().revoke(form, headers);
    }

    /**
     * The frame in which pages of clients ask whether the session is still that of their {@code session_state}; there if the
     * setting {@code adieu.openid-provider.check-session} says so.
     *
     * @see <a href="https://openid.net/specs/openid-connect-session-1_0.html#OPiframe">OpenID Connect Session Management
     *     1.0, section 3.2</a>
     */
    @GET
    @Path("check-session")
    public Response checkSession(@Context HttpHeaders headers) {
        return sessionCheck().page(headers);
    }

    /** Tells that frame, by 410, that the session which the browser knows of has ended elsewhere. */
    @GET
    @Path("check-session/ended")
    public Response checkSessionEnded(@Context HttpHeaders headers) {
        return sessionCheck().ended(headers);
    }

    private static CheckSession sessionCheck() {
        var check = CDI.current().select(CheckSession.class).get();
        if (!check.isNeeded()) {
            throw new NotFoundException();
        }
        return check;
    }

    private static ProviderPages pages() {
        var pages = CDI.current().select(ProviderPages.class).get();
        if (!pages.isProvider()) {
            throw new NotFoundException();
        }
        return pages;
    }
}
