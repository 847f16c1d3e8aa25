// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.spi;

import dev.adieu.ResponseChange;
import dev.adieu.SessionSelector;
import dev.adieu.UserSession;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * A way of being signed in: where in a request the credential is, and how the user agent gets and loses it.
 *
 * <p>Implementations are CDI beans, safe for many threads, and hold no state of a request. {@code find} and
 * {@code forget} decide and do nothing that anybody would notice: they may be called several times for a request, and by
 * a dry run.
 */
public interface Scheme {

    /** The name that applications choose it by; unique within an application. {@code Cookies} is the default scheme. */
    String name();

    /**
     * What the request carries of this scheme. Called at most once for a request, on its thread, before the store is
     * asked; must not throw for anything that a client can send, and must not touch the entity stream.
     */
    Found find(ContainerRequestContext request);

    /**
     * Gives a new session's credential to the user agent. Called once for a session, after the store created it.
     *
     * @param token the secret; to be handed to the user agent and to nobody else
     * @return what the answer must change
     */
    List<ResponseChange> issue(Token token, UserSession session, ContainerRequestContext request);

    /**
     * Whether {@link #issue} could hand out a credential in answer to this request. Called before anything is created.
     *
     * @throws IllegalStateException saying why not, and which setting helps
     */
    default void requireIssuable(ContainerRequestContext request) {}

    /**
     * What the answer must change so that the user agent loses the credential. Asked for whenever a sign-out includes
     * this scheme, whether or not the request carries anything of it, so it may be empty.
     */
    List<ResponseChange> forget(ContainerRequestContext request);

    /**
     * Does on this node what the answer alone cannot: whatever the server itself keeps for this user agent goes.
     * Called after the store has ended the session, whether or not the request carries anything of this scheme; must not
     * throw, and must bear being called again.
     */
    default void release(ContainerRequestContext request) {}

    /**
     * Makes credentials worthless that this scheme accepts though no store knows them yet. Called before the store ends
     * what is selected, on any thread, and perhaps without a request; when it throws, nothing ends.
     *
     * @throws dev.adieu.SignOutException {@code STORE_UNAVAILABLE} when that could not be noted
     */
    default void revoke(SessionSelector which) {}

    /**
     * Where a sign-out of this request's session leads unless the caller names a place: to the provider that signed it
     * in, for example. Decides and does nothing: a dry run and the page that asks first call it too. Called while the
     * session is live; must not throw. Empty for the login path, else the application's root.
     */
    default Optional<URI> next(ContainerRequestContext request) {
        return Optional.empty();
    }

    /**
     * Whether its sessions are those that the container itself established: a principal of the container is then this
     * scheme's business, and the container is asked for roles.
     */
    default boolean isContainers() {
        return false;
    }

    /**
     * The challenge of a 401.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-11.6.1">RFC 9110, section 11.6.1</a>
     */
    String challenge();
}
