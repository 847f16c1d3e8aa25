// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider;

import dev.adieu.Reason;
import java.util.Optional;

/**
 * CDI event: what became of telling a client by a logout token that a session has ended. Fired once for each token that was
 * answered, or that is left for later after some attempts; on a thread of its own, where a synchronous observer holds up
 * others, so that a slow one is asynchronous.
 *
 * @param clientId the client
 * @param subject who was signed in
 * @param sid the session; empty where all of the subject's had ended, and the client was told so
 * @param reason why it ended
 * @param outcome what became of it
 * @param detail the status of the answer, or the kind of failure, for example an exception's class name
 * @param attempts how often this node has tried since it took it up
 * @see <a href="https://openid.net/specs/openid-connect-backchannel-1_0.html#BCRequest">OpenID Connect Back-Channel Logout
 *     1.0, section 2.5</a>
 */
public record ClientNotified(
        String clientId,
        String subject,
        Optional<String> sid,
        Reason reason,
        Outcome outcome,
        String detail,
        int attempts) {

    /** What became of it. */
    public enum Outcome {
        /** The client has said that the session has ended there, too. */
        TOLD,
        /** The client has answered that it will not do it, or with a redirect; asking again would get the same answer. */
        REFUSED,
        /** The client could not be reached, or asked for patience, or nothing could be sent; it is tried again. */
        FAILED
    }
}
