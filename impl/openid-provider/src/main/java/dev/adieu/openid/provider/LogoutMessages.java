// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider;

import java.util.Optional;

/**
 * Keeps what is known of a sign-out between its pages. Without a CDI bean of this type the {@code logoutId} is the message
 * itself, encrypted, and nothing is kept. Safe for many threads.
 */
public interface LogoutMessages {

    /**
     * Keeps a message for a while: 15 minutes at least.
     *
     * @return its {@code logoutId}: letters, digits, {@code .}, {@code -} and {@code _}, for a URL; nobody can guess it
     */
    String keep(LogoutMessage message);

    /** The message; empty for one that never was, or has expired. */
    Optional<LogoutMessage> find(String logoutId);
}
