// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu;

import java.util.Arrays;
import java.util.Locale;

/** What a sign-out can be refused with: the code in {@link SignOutResult#error()} and the HTTP status it answers. */
public enum SignOutError {
    /** The request came from another site and may be forged. */
    CROSS_SITE_REQUEST(403),
    /** The user has to confirm first: by another method than GET, or by the form of the confirmation page. */
    CONFIRMATION_REQUIRED(428),
    /** The caller may not end these sessions. */
    FORBIDDEN(403),
    /** There is no such session, or it is not the caller's. */
    SESSION_NOT_FOUND(404),
    /** The caller is signed in by something that no scheme knows, and so cannot be signed out. */
    UNRECOGNISED_SESSION(500),
    /** The sessions could not be ended, because the store did not answer. They may still be live; try again. */
    STORE_UNAVAILABLE(503);

    private final int status;

    SignOutError(int status) {
        this.status = status;
    }

    /** The code, in lower case: {@code store_unavailable}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /**
     * The error with this code.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static SignOutError of(String code) {
        for (var error : values()) {
            if (error.code().equals(code)) {
                return error;
            }
        }
        throw new IllegalArgumentException(
                "No such error: " + Require.quoted(code) + " (allowed: " + Arrays.toString(values()) + ")");
    }
}
