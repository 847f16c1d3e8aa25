// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.jwt;

/** A token does not come in. The message is for the log and for the client: it says nothing of what is in the token. */
final class TokenRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final System.Logger.Level level;

    private TokenRefusedException(System.Logger.Level level, String message) {
        super(message, null, false, false);
        this.level = level;
    }

    /** What becomes of every token whose session ends. */
    static TokenRefusedException ended() {
        return new TokenRefusedException(System.Logger.Level.DEBUG, "The session has ended");
    }

    /** Somebody has to change the issuer, or a setting. */
    static TokenRefusedException unusable(String why) {
        return new TokenRefusedException(System.Logger.Level.WARNING, why);
    }

    System.Logger.Level level() {
        return level;
    }
}
