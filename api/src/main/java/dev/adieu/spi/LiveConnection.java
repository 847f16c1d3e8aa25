// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.spi;

import dev.adieu.Reason;
import java.util.concurrent.CompletionStage;

/**
 * A connection that stays open after its request, such as a stream or a socket, and ends with the session that it was
 * opened in. Called by few threads that others wait for: what may block brings threads of its own. What it throws is logged.
 */
public interface LiveConnection {

    /**
     * The session has ended: closes the connection. Called once.
     *
     * @param reason told where it was heard; {@code ended} where not
     * @return complete once it is closed, or could not be. A sign-out waits for its own connections, and not for long:
     *     what the server keeps of the session goes next, and on some servers takes the connection with it
     */
    CompletionStage<?> end(Reason reason);

    /**
     * Whether it is open still, as far as this node knows: one that is not is forgotten. Asked now and then, on any
     * thread; answers at once.
     */
    boolean isOpen();

    /** Called now and then, more often than proxies take a connection for idle. */
    default void hold() {}
}
