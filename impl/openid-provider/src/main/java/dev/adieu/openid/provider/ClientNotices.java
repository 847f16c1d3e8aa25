// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider;

import dev.adieu.Reason;
import java.util.List;
import java.util.Set;

/** Tells clients that they are signed out, though the session has not ended. A bean of this module, safe for many threads. */
interface ClientNotices {

    /** A session, as clients know it. */
    record Told(String sid, String subject) {}

    /**
     * Tells the clients of some sessions.
     *
     * @param clientIds only these; empty for all
     * @throws RuntimeException when one could not be told
     */
    void tell(List<Told> sessions, Set<String> clientIds, Reason reason);
}
