// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider;

import java.util.List;
import java.util.Optional;

/**
 * What an ID Token of this provider says, once its signature is known to be good. It may have expired (RPI-4).
 *
 * @param subject whose it is
 * @param audience the clients that it is for
 * @param authorized the one that it was issued to, where it says so
 * @param sid the session that it was issued in, if it says so
 */
record Hint(String subject, List<String> audience, Optional<String> authorized, Optional<String> sid) {

    Hint {
        audience = List.copyOf(audience);
    }

    /** RPI-3: whether it is this client's. */
    boolean isFor(String clientId) {
        return audience.contains(clientId);
    }

    /** Whose it is, if that is no question. */
    Optional<String> clientId() {
        return authorized
                .filter(this::isFor)
                .or(() -> audience.size() == 1 ? Optional.of(audience.get(0)) : Optional.empty());
    }
}
