// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import org.jspecify.annotations.Nullable;

/**
 * A ready endpoint for administrators: ends what must end. Switched on by a public subclass that gives it a path and
 * says which role an administrator has:
 *
 * <pre>{@code
 * @Path("admin")
 * public class Admin extends AdminSessionsResource {
 *     @Override
 *     protected String role() {
 *         return "admin";
 *     }
 * }
 * }</pre>
 *
 * <p>Who is not signed in is answered as by {@link SessionManager#require()}; who has another role, 403
 * {@code forbidden}. Sessions end with {@link Reason#ADMINISTRATOR}.
 */
public abstract class AdminSessionsResource {

    /** For the subclass. */
    protected AdminSessionsResource() {}

    /** The role that a caller must have. */
    protected abstract String role();

    /** The sessions of a subject, by id; see {@link SessionsResource#list}. */
    @GET
    @Path("subjects/{subject}/sessions")
    public SessionList list(
            @PathParam("subject") String subject,
            @QueryParam("after") @Nullable String after,
            @QueryParam("size") @Nullable String size,
            @Context SecurityContext caller) {
        var page = Parameters.page(after, size);
        if (!isAdministrator(caller)) {
            throw new SignOutException(SignOutError.FORBIDDEN, "Only for the role " + role());
        }
        return new SessionList(
                manager().sessions(SessionSelector.bySubject(Parameters.subject(subject)), page), null, page);
    }

    /** Ends all sessions of a subject. */
    @DELETE
    @Path("subjects/{subject}/sessions")
    public SignOutResult end(@PathParam("subject") String subject, @Context SecurityContext caller) {
        return end(SessionSelector.bySubject(Parameters.subject(subject)), caller);
    }

    /** Ends all sessions of everyone, the administrator's own among them. */
    @DELETE
    @Path("sessions")
    public SignOutResult endEveryones(@Context SecurityContext caller) {
        return end(SessionSelector.everyone(), caller);
    }

    private SignOutResult end(SessionSelector which, SecurityContext caller) {
        return isAdministrator(caller)
                ? manager()
                        .signOut(SignOutOptions.builder()
                                .selector(which)
                                .reason(Reason.ADMINISTRATOR)
                                .build())
                : SignOutResult.failed(SignOutError.FORBIDDEN);
    }

    /** The role is asked of whoever knows it: the session, or the container that signed the caller in. */
    private boolean isAdministrator(SecurityContext caller) {
        manager().require();
        return caller.isUserInRole(role());
    }

    private static SessionManager manager() {
        return CDI.current().select(SessionManager.class).get();
    }
}
