// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu;

import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The injectable: begins, finds, lists and ends sessions. Inject it anywhere; it is safe for many threads.
 *
 * <p>Within a Jakarta REST request it works on that request's caller and changes its answer. Without one (a job, another
 * thread) only the calls that name their sessions work; the others throw {@link IllegalStateException} rather than find
 * nobody. In a request that Adieu's filters did not see (a servlet, a runtime where they are not registered) it is the same,
 * and the exception says what to configure.
 *
 * <p>The store is asked at most once for a request's session, and only by these calls and
 * {@code SecurityContext}'s. When it does not answer, a call that needs it throws {@link SignOutException} with
 * {@link SignOutError#STORE_UNAVAILABLE}; left uncaught, that answers 503 with {@code Retry-After}, and the browser
 * keeps its cookie. It is never taken for "nobody is signed in".
 */
public interface SessionManager {

    /**
     * Begins a session for the caller, with a new credential, and ends the one of the same scheme that this browser had
     * before.
     *
     * @return the new session, which {@link #current()} gives from now on
     * @throws SignOutException {@code CROSS_SITE_REQUEST} when another site caused the request (login CSRF), unless
     *     {@link SignIn#fromProvider()}
     * @throws IllegalStateException without a request; over plain HTTP from elsewhere than this machine, unless
     *     {@code adieu.origin} says that TLS ends before the application: the cookie could be stolen
     * @throws IllegalArgumentException when there is no such scheme
     * @throws jakarta.ws.rs.ClientErrorException 409 when the subject has as many sessions as allowed and newcomers are
     *     refused
     */
    UserSession signIn(SignIn signIn);

    /** The caller's session; empty for nobody, and after a sign-out in the same request. */
    Optional<UserSession> current();

    /**
     * The caller's session, or else the answer that leads to one.
     *
     * @throws jakarta.ws.rs.NotAuthorizedException 401, for API calls
     * @throws jakarta.ws.rs.RedirectionException 303 to the login path, for navigations, if there is one and this is
     *     not it; with {@code ?reason=session_expired} when the browser came with the credential of a dead session
     */
    UserSession require();

    /**
     * Binds an event stream to the caller's session. When that ends, on whichever node, the stream gets the event
     * {@code signed-out} with the code of the {@link Reason} as its data ({@code ended} where the reason was not heard),
     * and is closed. Until then it gets a comment now and then, so that nothing on the way takes it for dead; whatever
     * else it gets is the application's. It is no activity, and keeps no session alive.
     *
     * @throws jakarta.ws.rs.WebApplicationException as {@link #require()}
     */
    void bind(SseEventSink stream, Sse sse);

    /** The live sessions of the caller's subject, at most {@value Page#LARGEST}, by id; empty for nobody. */
    List<UserSession> sessions();

    /** The live sessions selected, by id. Whoever calls this decides who may see them. Works without a request. */
    List<UserSession> sessions(SessionSelector which, Page page);

    /**
     * The dry run: what {@link #signOut(SignOutOptions)} would do now.
     *
     * @throws IllegalArgumentException as {@code signOut} would
     */
    SignOutPlan plan(SignOutOptions options);

    /** Ends the caller's session, as {@link #signOut(SignOutOptions)} with the default options. */
    SignOutResult signOut();

    /**
     * Ends sessions, at once and on every node, and changes this request's answer accordingly. Idempotent: no session,
     * an ended one, a second call are {@code ok}. A caller without a live session is nobody: {@code ALL} and
     * {@code OTHERS} then end nothing and are {@code ok}.
     *
     * @return {@code ok}; or an error, and then sessions may be live. Refusals are results, not exceptions
     * @throws IllegalArgumentException when there is no such scheme; nothing has ended then
     */
    SignOutResult signOut(SignOutOptions options);

    /**
     * A URL that came with a request, if it is safe to lead a browser to, else the default one. Safe is a path on this
     * origin, or an exact member of the setting {@code adieu.callback-urls}.
     *
     * @param requested the parameter as it came; null is answered with the default
     */
    URI safeUrl(@Nullable String requested);
}
