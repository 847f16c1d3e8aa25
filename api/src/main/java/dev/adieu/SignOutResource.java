// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A ready endpoint for signing out. Switched on by a public subclass that gives it a path and only inherits:
 *
 * <pre>{@code
 * @Path("logout")
 * public class Logout extends SignOutResource {}
 * }</pre>
 *
 * <p>GET asks for confirmation; POST signs out. Both take the parameters of {@link #signOut}, so that what a link asked
 * for is what the confirmation does.
 */
public abstract class SignOutResource {

    /** For the subclass. */
    protected SignOutResource() {}

    /** Asks first. */
    @GET
    @SignOut
    public void confirm() {}

    /**
     * Signs out.
     *
     * @param sessions {@code current} (the default), {@code others} or {@code all}
     * @param redirect {@code true} (the default) or {@code false}: whether a next URL is wanted
     * @param callbackUrl the next URL, used if it is safe
     * @throws BadRequestException 400 with a JSON error that names the parameter, its value and what is allowed
     */
    @POST
    public SignOutResult signOut(
            @QueryParam("sessions") @Nullable String sessions,
            @QueryParam("redirect") @Nullable String redirect,
            @QueryParam("callbackUrl") @Nullable String callbackUrl) {
        var options = SignOutOptions.builder()
                .sessions(sessions(sessions))
                .redirect(redirect(redirect))
                .requestedUrl(callbackUrl)
                .build();
        return CDI.current().select(SessionManager.class).get().signOut(options);
    }

    private static SignOut.Sessions sessions(@Nullable String value) {
        return value == null
                ? SignOut.Sessions.CURRENT
                : Arrays.stream(SignOut.Sessions.values())
                        .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(value))
                        .findFirst()
                        .orElseThrow(() -> refused("sessions", value, "current, others, all"));
    }

    private static boolean redirect(@Nullable String value) {
        if (value == null || value.equals("true") || value.equals("false")) {
            return !"false".equals(value);
        }
        throw refused("redirect", value, "true, false");
    }

    private static BadRequestException refused(String parameter, String value, String allowed) {
        var message = "Parameter " + parameter + " must be one of " + allowed + ", but was " + Require.quoted(value);
        // What a quoted value may still contain is escaped; the rest of the message is plain.
        var json = "{\"error\":\"" + message.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}";
        return new BadRequestException(Response.status(Response.Status.BAD_REQUEST)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(json)
                .build());
    }
}
