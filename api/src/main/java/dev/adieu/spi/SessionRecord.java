// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.spi;

import dev.adieu.FederatedLink;
import dev.adieu.UserSession;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A session as stores and effects know it.
 *
 * @param session what applications see of it
 * @param links the provider sessions that it hangs on
 * @param secrets by name; not shown by {@code toString}
 * @param ending how it ended; null while it is live
 */
public record SessionRecord(
        UserSession session, Set<FederatedLink> links, Map<String, String> secrets, @Nullable Ending ending) {

    /** Copies the collections. */
    public SessionRecord {
        links = Set.copyOf(links);
        secrets = Map.copyOf(secrets);
    }

    /** How it ended, if it has. */
    public Optional<Ending> ended() {
        return Optional.ofNullable(ending);
    }

    /** This record, ended. */
    public SessionRecord with(Ending end) {
        return new SessionRecord(session, links, secrets, end);
    }

    /** This record with other secrets. */
    public SessionRecord withSecrets(Map<String, String> others) {
        return new SessionRecord(session, links, others, ending);
    }

    @Override
    public String toString() {
        return "SessionRecord[session=" + session + ", links=" + links + ", ending=" + ending + "]";
    }
}
