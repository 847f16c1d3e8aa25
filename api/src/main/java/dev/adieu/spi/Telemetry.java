// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.spi;

import dev.adieu.Reason;
import dev.adieu.SignOutError;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Hears what the library does, while it does it, to count it, to time it and to trace it. Every CDI bean of this type is
 * told; without one nothing is measured.
 *
 * <p>Nothing that it is told names a subject, a session or a secret. Called by many threads, those of requests among
 * them, so it has to be quick. What it throws is noted in the log, and nothing else comes of it.
 */
public interface Telemetry {

    /** Before anything else is told, once. */
    default void begin(Levels levels) {}

    /**
     * A step begins, on this thread.
     *
     * @param name of the effect, or of the method of {@link SessionStore}; empty for the other steps
     */
    Measure begin(Step step, String name);

    /**
     * Somebody signed out, or wanted to, by a method with {@link dev.adieu.SignOut} or by the
     * {@link dev.adieu.SessionManager}. What was refused before its method was {@link #refused} alone; what a provider or
     * the server ended has {@link #ended} alone.
     *
     * @param scheme that was meant; empty where it was not said, so all were
     * @param error what it was refused with; null where everything selected has ended
     */
    void signedOut(Reason reason, String scheme, @Nullable SignOutError error);

    /** Sessions have ended, by whatever ends them: a sign-out, time, a limit. */
    void ended(Reason reason, String scheme, int sessions);

    /** A request was answered with this. */
    void refused(SignOutError error);

    /** What is measured. */
    enum Step {
        /** What a sign-out would do is decided. */
        DECIDE,
        /** The store ends what was decided. */
        END,
        /** An effect is done, for one session or for many, until it has been done or has failed. */
        EFFECT,
        /** The store is asked something. */
        STORE
    }

    /** A step that has begun. */
    interface Measure {
        /** The thread that began the step has done its part, and goes on with something else. Once, on that thread. */
        void leave();

        /**
         * The step has come to its end. Once, on any thread, before {@link #leave} or after it.
         *
         * @param failure the name of the class of what was thrown, or another word for what went wrong; null where nothing
         *     did
         */
        void over(@Nullable String failure);
    }

    /** What can be asked at any time, on any thread, and costs little. */
    interface Levels {
        /**
         * How much the store holds.
         *
         * @throws StoreUnavailableException as the methods of {@link SessionStore}
         */
        StoreCounts store();

        /** Sessions that durable effects are being done for on this node. */
        int underWay();

        /** Since this node's last sweep that ended all that had expired; since it began where there was none. */
        Duration sinceSweep();
    }
}
