// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.Objects;

/** A sign-out, or a call that depends on one, was refused. Uncaught, it answers with its status and its result. */
public final class SignOutException extends WebApplicationException {
    private static final long serialVersionUID = 1L;

    private final SignOutError error;

    SignOutException(SignOutResult failed) {
        this(SignOutError.of(Objects.requireNonNull(failed.error())), "Not signed out: " + failed.error());
    }

    /**
     * A refusal.
     *
     * @param error what the caller is told
     * @param detail what the log is told
     */
    public SignOutException(SignOutError error, String detail) {
        super(detail, response(error));
        this.error = error;
    }

    /** Why. */
    public SignOutError error() {
        return error;
    }

    private static Response response(SignOutError error) {
        var response = Response.status(error.status()).entity(SignOutResult.failed(error));
        return error == SignOutError.STORE_UNAVAILABLE
                ? response.header("Retry-After", "5").build()
                : response.build();
    }
}
