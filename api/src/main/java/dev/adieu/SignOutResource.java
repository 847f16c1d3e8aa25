// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

/**
 * A ready endpoint for signing out. Switched on by a public subclass that gives it a path and only inherits:
 *
 * <pre>{@code
 * @Path("logout")
 * public class Logout extends SignOutResource {}
 * }</pre>
 *
 * <p>GET asks for confirmation, and the form of its page posts to the same URL, parameters included; POST signs out.
 */
public abstract class SignOutResource {

    /** For the subclass. */
    protected SignOutResource() {}

    /** Asks first, and ends nothing. The parameters are those of {@link #signOut}. */
    @GET
    public SignOutQuestion confirm(
            @QueryParam("sessions") @Nullable String sessions,
            @QueryParam("redirect") @Nullable String redirect,
            @QueryParam("callbackUrl") @Nullable String callbackUrl) {
        return new SignOutQuestion(options(sessions, redirect, callbackUrl));
    }

    /**
     * Signs out.
     *
     * @param sessions {@code current} (the default), {@code others} or {@code all}
     * @param redirect {@code true} (the default) or {@code false}: whether a next URL is wanted
     * @param callbackUrl the next URL, used if it is safe
     * @throws jakarta.ws.rs.BadRequestException 400 with a JSON error that names the parameter, its value and what is
     *     allowed
     */
    @POST
    public SignOutResult signOut(
            @QueryParam("sessions") @Nullable String sessions,
            @QueryParam("redirect") @Nullable String redirect,
            @QueryParam("callbackUrl") @Nullable String callbackUrl) {
        return CDI.current().select(SessionManager.class).get().signOut(options(sessions, redirect, callbackUrl));
    }

    private static SignOutOptions options(
            @Nullable String sessions, @Nullable String redirect, @Nullable String callbackUrl) {
        return SignOutOptions.builder()
                .sessions(Parameters.oneOf(SignOut.Sessions.values(), "sessions", sessions)
                        .orElse(SignOut.Sessions.CURRENT))
                .redirect(Parameters.isTrue("redirect", redirect))
                .requestedUrl(callbackUrl)
                .build();
    }
}
