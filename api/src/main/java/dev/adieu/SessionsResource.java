// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A ready endpoint for one's own sessions: where am I signed in, and end what I do not know. Switched on by a public
 * subclass that gives it a path and only inherits:
 *
 * <pre>{@code
 * @Path("sessions")
 * public class Sessions extends SessionsResource {}
 * }</pre>
 *
 * <p>Who is not signed in is answered as by {@link SessionManager#require()}. A session of somebody else is as unknown
 * as one that never was: 404.
 */
public abstract class SessionsResource {

    /** Which of one's own sessions end. */
    private enum Which {
        OTHERS,
        ALL
    }

    /** For the subclass. */
    protected SessionsResource() {}

    /**
     * One's own sessions, by id.
     *
     * @param after the last id of the page before
     * @param size how many at most, 1 to {@value Page#LARGEST}; 100 unless said otherwise
     */
    @GET
    public SessionList list(@QueryParam("after") @Nullable String after, @QueryParam("size") @Nullable String size) {
        var page = Parameters.page(after, size);
        var own = manager().require();
        return new SessionList(manager().sessions(SessionSelector.bySubject(own.subject()), page), own.id(), page);
    }

    /**
     * Ends one's own sessions.
     *
     * @param sessions {@code all} (the default), or {@code others} for all but this one
     */
    @DELETE
    public SignOutResult end(@QueryParam("sessions") @Nullable String sessions) {
        var which = Parameters.oneOf(Which.values(), "sessions", sessions).orElse(Which.ALL);
        if (!isRecent(manager().require())) {
            return SignOutResult.failed(SignOutError.FORBIDDEN);
        }
        return manager()
                .signOut(SignOutOptions.builder()
                        .sessions(which == Which.ALL ? SignOut.Sessions.ALL : SignOut.Sessions.OTHERS)
                        .build());
    }

    /** Ends one of one's own sessions. */
    @DELETE
    @Path("{id}")
    public SignOutResult endOne(@PathParam("id") String id) {
        var own = manager().require();
        if (!own.id().value().equals(id) && !isRecent(own)) {
            return SignOutResult.failed(SignOutError.FORBIDDEN);
        }
        return SessionId.parse(id)
                .map(SessionSelector::byId)
                .filter(one -> manager().sessions(one, Page.first(1)).stream()
                        .anyMatch(session -> session.subject().equals(own.subject())))
                .map(one -> manager().signOut(SignOutOptions.of(one)))
                .orElseGet(() -> SignOutResult.failed(SignOutError.SESSION_NOT_FOUND));
    }

    /**
     * How long after signing in somebody may end sessions other than this one; longer ago, they are answered 403
     * {@code forbidden} and sign in again (ASVS V7.5.2). Override to limit it; unlimited unless overridden.
     */
    protected Duration endableFor() {
        return Duration.ofDays(3650);
    }

    private boolean isRecent(UserSession own) {
        return Duration.between(own.startedAt(), Instant.now()).compareTo(endableFor()) < 0;
    }

    private static SessionManager manager() {
        return CDI.current().select(SessionManager.class).get();
    }
}
