// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider;

import java.util.Optional;

/**
 * Whether a user is asked before a sign-out, and what is left of what the client said.
 *
 * @param needed whether they are
 * @param message what holds now
 */
record Prompt(boolean needed, LogoutMessage message) {

    /**
     * The session of the browser.
     *
     * @param subject who is signed in
     * @param sid which session
     */
    record Own(String subject, String sid) {}

    /** Whether a session was one of this provider's lately, and of this subject. */
    @FunctionalInterface
    interface Recent {
        boolean isOf(String sid, String subject);
    }

    /** Where nobody is signed in there is nothing to lose by it, and a dead end helps nobody (L-13, L-22). */
    static Prompt of(LogoutMessage message, Optional<Own> own, Recent recent) {
        if (own.isEmpty()) {
            return new Prompt(false, message);
        }
        if (message.clientId() == null) {
            return new Prompt(true, message);
        }
        if (isOf(message, own.get())) {
            return new Prompt(false, message);
        }
        return new Prompt(true, isSuspect(message, recent) ? message.untrusted() : message);
    }

    /** RPI-6: whether the hint is of this very session; where it names none, of this very person. */
    private static boolean isOf(LogoutMessage message, Own own) {
        return own.subject().equals(message.subject())
                && (message.sid() == null || message.sid().equals(own.sid()));
    }

    /** RPI-4, RPI-5 */
    private static boolean isSuspect(LogoutMessage message, Recent recent) {
        return message.sid() != null && !recent.isOf(message.sid(), String.valueOf(message.subject()));
    }
}
