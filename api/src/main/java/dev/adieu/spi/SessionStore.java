// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.spi;

import dev.adieu.Page;
import dev.adieu.Reason;
import dev.adieu.SessionId;
import dev.adieu.SessionSelector;
import dev.adieu.UserSession;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps sessions, and ends them for every node at once.
 *
 * <p>One instance serves an application; all methods may be called by many threads and nodes at the same time, and each
 * takes effect as one step. A method has taken effect when it returns: from then on every node sees it, as far as the
 * store's own durability goes. It throws {@link StoreUnavailableException} when it cannot tell, after whatever
 * it may try again itself.
 * It never joins a transaction of its caller, so that a rollback revives nothing.
 *
 * <p>A live session is one that was created, has not been ended, and has not expired by the store's own clock. Nothing
 * but {@code create} makes a session live; every other write changes what is live at that moment, or nothing.
 *
 * <p>The contract test of the module {@code adieu-store-contract} is what every store passes.
 */
public interface SessionStore {

    /**
     * Begins a session. Counting against the limit, making room and creating are one step: simultaneous calls never
     * overshoot. A token that the store knows already, of a live session or of one whose ended record it still keeps,
     * begins nothing.
     *
     * @param outstanding the durable effects of the sessions that end to make room, as for {@link #end}
     */
    Created create(NewSession session, Limit limit, Set<String> outstanding);

    /** The live session of a credential. */
    Optional<SessionRecord> find(TokenHash token);

    /**
     * The record of an ended session, for its {@link NewSession#retention} after the end and as long as effects are
     * outstanding. Asked where a second sign-out must answer as the first did, or a credential be known as ended.
     */
    Optional<SessionRecord> findEnded(TokenHash token);

    /**
     * Notes that a live session is seen now, by the store's own clock.
     *
     * @param tolerance when it was seen less than this ago, nothing is written
     * @return whether the session is live; false changed nothing
     */
    boolean touch(SessionId id, Duration tolerance);

    /** The live sessions selected, ordered by id. */
    List<UserSession> list(SessionSelector which, Page page);

    /**
     * Ends every session selected that is live or expired. Each comes back to exactly one caller, on whichever node, of
     * this, of {@link #create} and of {@link #endExpired}; the others simply do not get it. All sessions that were
     * created before the call are ended when it returns.
     *
     * @param reason noted in each record
     * @param outstanding the names of the durable effects still to be done for each; while there are any, the record is
     *     kept. Noted in the same step
     * @return the ended records, with their {@link Ending}
     * @throws StoreUnavailableException with what it did end, when it ended a part and then failed
     */
    List<SessionRecord> end(SessionSelector which, Reason reason, Set<String> outstanding);

    /**
     * Ends sessions that have expired by the store's own clock, with {@link Reason#IDLE_TIMEOUT} or
     * {@link Reason#LIFETIME}. Several nodes may call it at once and get different ones; one that somebody else is
     * at just then may be left to the next call. The cost is that of what expired, not of what is live.
     *
     * <p>Sessions that an earlier call of this instance had ended without hearing of it, because the connection broke
     * before the answer, are handed out here too, each with the reason of that call: so each comes back once.
     *
     * @param atMost how many expired ones, at least 1
     */
    List<SessionRecord> endExpired(int atMost, Set<String> outstanding);

    /** Notes that a durable effect has been done for ended sessions. Unknown names and ids change nothing. */
    void settle(Set<SessionId> ids, String effect);

    /**
     * Ended records with outstanding effects that nobody is working on. Handing a record out counts as an attempt, and hides
     * it from all nodes: the first as long as its end did, each further one twice as long, up to 256 times
     * ({@link Ending#delays}).
     *
     * @param delay how long the end itself hides a record
     * @param atMost how many, at least 1
     */
    List<SessionRecord> unsettled(Duration delay, int atMost);

    /**
     * Notes that the effects of ended sessions are being worked on: hides the records from {@link #unsettled} as their end
     * did, from now on, if they are not hidden for longer. A node that dies says it no more. What is settled, and unknown
     * ids, change nothing.
     */
    void hold(Set<SessionId> ids);

    /**
     * Remembers a fact until it expires. The first writer wins.
     *
     * @return the value that was there already; empty when this one was written
     */
    Optional<String> remember(String key, String value, Instant until);

    /**
     * Remembers a time, in milliseconds of 13 digits, or a later one if that is remembered already: it never goes back.
     *
     * @param until when it may be forgotten; of several, the last
     */
    void advance(String key, Instant to, Instant until);

    /** A fact that was remembered and has not expired. */
    Optional<String> recall(String key);

    /**
     * Tells a watcher of every session that ends from now on, on any node, this one included. It may be called on
     * any thread, late, and more than once for a session; it must return quickly. What it throws is logged and
     * otherwise ignored. A hint for closing connections, never a proof that a session is live.
     *
     * @return closes the watch
     */
    Watch watch(Watcher watcher);

    /**
     * Follows every end, for a near cache. Unlike a {@link #watch} it proves something: when an echo comes back, the
     * follower has been told of every session that had ended, on any node, when the echo was asked for.
     *
     * @return empty where this store, or the way it is set up, cannot promise that
     */
    default Optional<Follower.Following> follow(Follower follower) {
        return Optional.empty();
    }

    /** How much it holds, as far as it can tell cheaply: it is asked every minute or so, by every node. */
    default StoreCounts counts() {
        return StoreCounts.UNKNOWN;
    }

    /** Who wants to know which sessions end. */
    interface Watcher {
        /** This one has, and why. */
        void ended(SessionId session, Reason reason);
    }

    /** A watcher's registration. Closing it more than once does nothing more. */
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }
}
