// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider;

import dev.adieu.UserSession;
import java.util.List;

/**
 * A live session of this provider, and whom it has signed in to.
 *
 * @param session what is known of it
 * @param clientIds the clients that it has signed in to, in the order of the first sign-in
 */
public record ProviderSession(UserSession session, List<String> clientIds) {
    /** Copies the list. */
    public ProviderSession {
        clientIds = List.copyOf(clientIds);
    }
}
