// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu;

import java.util.regex.Pattern;

/**
 * Why sessions ended: for events, audit and metrics. Applications add their own, such as {@code password_changed}.
 *
 * @param code 1 to 64 lower-case letters, digits and underscores; few distinct ones, since metrics are labelled by it
 */
public record Reason(String code) {
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9_]{0,63}");

    /** The user, or the application for the user, asked for it. The default. */
    public static final Reason SIGN_OUT = new Reason("sign_out");
    /** Nothing was heard from the session for its idle timeout. */
    public static final Reason IDLE_TIMEOUT = new Reason("idle_timeout");
    /** The session reached the end of its absolute lifetime. */
    public static final Reason LIFETIME = new Reason("lifetime");
    /** A newer session of the subject took its place under a limit. */
    public static final Reason LIMIT = new Reason("limit");
    /** The same browser signed in again. */
    public static final Reason REPLACED = new Reason("replaced");
    /** An administrator ended it. */
    public static final Reason ADMINISTRATOR = new Reason("administrator");

    /** @throws IllegalArgumentException when the code has another form */
    public Reason {
        if (!FORM.matcher(code).matches()) {
            throw new IllegalArgumentException("Not a reason: " + Require.quoted(code)
                    + " (allowed: 1 to 64 lower-case letters, digits and underscores, a letter first)");
        }
    }

    @Override
    public String toString() {
        return code;
    }
}
