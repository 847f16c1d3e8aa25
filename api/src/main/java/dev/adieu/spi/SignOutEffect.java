// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.spi;

import dev.adieu.ResponseChange;
import dev.adieu.SignOutOptions;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * One thing to do for sessions that have ended: revoke their tokens, tell the clients, close the connections. A CDI
 * bean, safe for many threads.
 *
 * <p>Every effect runs, in ascending {@link #order()}, whatever became of the others. One that throws is named in the
 * event and logged; the sign-out stands.
 */
public interface SignOutEffect {

    /** The name in plans, events and outstanding records; unique within an application and stable between versions. */
    String name();

    /** Effects with a lower number run first; equal ones by name. */
    default int order() {
        return 0;
    }

    /**
     * Whether this application has anything for it to do, asked once, when it is deployed. An effect that is not needed is
     * as if it were not there: a module whose settings say nothing costs nothing.
     */
    default boolean isNeeded() {
        return true;
    }

    /**
     * Whether it must happen though this node dies. The name of a durable effect is stored as outstanding in the step
     * that ends the sessions, and removed when {@link #perform} returned; what was left is performed again, 15 seconds later
     * or more and perhaps by another node. So it may run twice for a session and must be idempotent.
     */
    default boolean durable() {
        return false;
    }

    /**
     * Whether a durable effect waits: it is not performed with the sign-out, but a minute or two later, as what was
     * outstanding is. For what takes away something that the browser is still to use, such as the tokens that a provider
     * knows its session by.
     */
    default boolean waits() {
        return false;
    }

    /**
     * Does it. Called once for each end that ended a session, on the thread of the sign-out and before its answer, so
     * it bounds its own time; for a durable effect that failed, again later.
     *
     * @param ended the sessions, each with its {@link Ending}; at least one
     * @throws Exception if it could not be done for all of them; a durable effect then stays outstanding for all
     */
    void perform(List<SessionRecord> ended) throws Exception;

    /**
     * Begins it, where nobody is to wait for it: called in place of {@link #perform}, which it calls unless overridden. What
     * takes longer than an answer should, such as telling others, returns a stage that is not done yet, and {@code perform}
     * is then for whoever calls it directly. The sign-out is answered; the outcome is told by {@link dev.adieu.EffectSettled}.
     *
     * @param ended as for {@code perform}
     * @return done when it is done for all of them; one that fails is as a {@code perform} that throws
     * @throws Exception as {@code perform}
     */
    default CompletionStage<?> begin(List<SessionRecord> ended) throws Exception {
        perform(ended);
        return CompletableFuture.completedStage(null);
    }

    /**
     * The origins that {@link #respond} may lead a browser to, such as {@code https://op.example}: the confirmation page
     * lets its form be redirected there, and nowhere else. Asked for each such page, so that what becomes known later counts.
     */
    default List<URI> leadsTo() {
        return List.of();
    }

    /**
     * What this effect adds to the answer, {@link ResponseChange.SeeOther} for another next URL among it. Decides and
     * does nothing: a dry run calls it too. Called with the request's own session, even if another request has just ended it,
     * so that the second of two clicks leads to the same place. A browser follows only to what {@link #leadsTo} names.
     *
     * @param own the caller's session
     * @param options what the caller asked for
     * @param url the next URL so far
     * @param request the request that is answered
     */
    default List<ResponseChange> respond(
            SessionRecord own, SignOutOptions options, URI url, ContainerRequestContext request) {
        return List.of();
    }
}
