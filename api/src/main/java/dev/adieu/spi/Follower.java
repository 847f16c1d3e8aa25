// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.spi;

import dev.adieu.SessionId;
import java.time.Instant;

/**
 * Who relies on being {@linkplain SessionStore#follow told} of every end. Called by one thread at a time, and must return
 * quickly.
 */
public interface Follower {
    /** This one has. Perhaps more than once. */
    void ended(SessionId session);

    /**
     * An echo.
     *
     * @param mark what it was asked for with
     * @param time the store's, between the asking and now
     */
    void echoed(long mark, Instant time);

    /** Something may have been missed: the connection broke, or is a new one. */
    void lost();

    /** A follower's registration. */
    interface Following extends SessionStore.Watch {
        /**
         * Asks for an echo. One that fails, or does not come, is no error: another is asked for soon.
         *
         * @throws StoreUnavailableException when it cannot be asked for
         */
        void echo(long mark);
    }
}
