// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.spi;

import dev.adieu.Reason;
import dev.adieu.ResponseChange;
import dev.adieu.SessionId;
import dev.adieu.SignIn;
import dev.adieu.UserSession;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of an application, for modules that meet callers before or beside Jakarta REST: in a servlet filter, a
 * login mechanism, a socket. A CDI bean that core provides; safe for many threads; needs no request.
 */
public interface SessionRegistry {

    /**
     * The live session of a credential. Counts as a sighting, as any request does.
     *
     * @throws dev.adieu.SignOutException {@code STORE_UNAVAILABLE} when the store does not answer: unavailable is not
     *     unknown
     */
    Optional<SessionRecord> find(TokenHash token);

    /**
     * Whether a session is live, by its public handle: for something that was issued in it and is used now, and for nobody
     * whom the handle alone would let in. Counts as a sighting, as any request does.
     *
     * @throws dev.adieu.SignOutException as {@link #find}
     */
    boolean touch(SessionId session);

    /**
     * The caller of a request by any scheme, for which the request's headers, URI and properties suffice.
     *
     * @throws dev.adieu.SignOutException as {@link #find}
     */
    Optional<SessionRecord> caller(ContainerRequestContext request);

    /**
     * Notes for a request, which Adieu has seen, what {@link #find} or {@link #enrol} has just said of one of its
     * credentials: nobody looks it up again.
     */
    void seen(ContainerRequestContext request, TokenHash token, SessionRecord session);

    /** What {@link dev.adieu.SessionManager#require()} would answer this request, which has no caller. */
    WebApplicationException signInRequired(ContainerRequestContext request);

    /**
     * Whether another site's page caused a request, so that it must do nothing in its caller's name; then the log says
     * which, and which setting lets it in.
     */
    boolean isForged(ContainerRequestContext request);

    /**
     * Binds a live connection to a session: when that ends, on whichever node, the connection is ended. There is nothing
     * to undo when it is closed.
     *
     * @return whether the session is live; else the connection is being ended already
     * @throws dev.adieu.SignOutException as {@link #find}; then it is not bound
     */
    boolean bind(UserSession session, LiveConnection connection);

    /**
     * Ends the sessions of a request's caller, because something else than Adieu has decided so.
     *
     * @return what the answer must change; nothing when there was nobody
     */
    List<ResponseChange> signOut(ContainerRequestContext request);

    /**
     * Adds to the answer of the Jakarta REST request that this is called in, after what has been decided so far. A next URL
     * is the result's, and none is named here.
     *
     * @return whether there is one that Adieu has seen
     */
    boolean answer(ResponseChange change);

    /**
     * Begins a session for somebody whom somebody else has signed in. Of simultaneous calls with a token, one creates it;
     * a token whose session has ended begins none.
     *
     * @param userAgent what the request says of itself, and
     * @param address where it came from, for people to recognise the session by, if personal data is kept
     * @return the session; empty when the limit refuses one more, and then they are not to stay signed in
     * @throws dev.adieu.SignOutException as {@link #find}
     */
    Optional<SessionRecord> enrol(SignIn who, TokenHash token, @Nullable String userAgent, @Nullable String address);

    /**
     * Begins a session for the bearer of a credential that expires by itself and cannot be taken back, as {@link #enrol}
     * does. It lives until then however seldom it is seen; its end is remembered until then.
     *
     * @param until when the credential expires; from then on it begins none
     */
    Optional<SessionRecord> enrol(
            SignIn who, TokenHash token, Instant until, @Nullable String userAgent, @Nullable String address);

    /**
     * Ends the session of a credential if it is live, with everything that belongs to an end: effects, audit, event.
     *
     * @return whether none is live now; false when the store did not answer
     */
    boolean end(TokenHash token, Reason reason);

    /**
     * Remembers a fact, as {@link SessionStore#remember}.
     *
     * @throws dev.adieu.SignOutException as {@link #find}
     */
    Optional<String> remember(String key, String value, Instant until);

    /**
     * Remembers a time, as {@link SessionStore#advance}.
     *
     * @throws dev.adieu.SignOutException as {@link #find}
     */
    void advance(String key, Instant to, Instant until);

    /**
     * A fact that was remembered, as {@link SessionStore#recall}.
     *
     * @throws dev.adieu.SignOutException as {@link #find}
     */
    Optional<String> recall(String key);

    /**
     * The setting {@code adieu.surviving-cookies}: cookies by which something else signs people in again, each as it is
     * expired.
     *
     * @param secure whether the request came over TLS
     */
    List<ResponseChange.ExpireCookie> survivingCookies(boolean secure);
}
