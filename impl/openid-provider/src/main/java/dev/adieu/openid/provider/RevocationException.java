// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider;

import jakarta.ws.rs.core.Response;

/** A token is not revoked, and the client is told why (RFC 7009, section 2.2.1). The message may be shown to it. */
final class RevocationException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Response.Status status;
    private final String code;

    private RevocationException(Response.Status status, String code, String what) {
        super(what, null, false, false);
        this.status = status;
        this.code = code;
    }

    static RevocationException invalidRequest(String what) {
        return new RevocationException(Response.Status.BAD_REQUEST, "invalid_request", what);
    }

    static RevocationException invalidClient(String what) {
        return new RevocationException(Response.Status.UNAUTHORIZED, "invalid_client", what);
    }

    static RevocationException invalidGrant(String what) {
        return new RevocationException(Response.Status.BAD_REQUEST, "invalid_grant", what);
    }

    static RevocationException unsupportedTokenType(String what) {
        return new RevocationException(Response.Status.BAD_REQUEST, "unsupported_token_type", what);
    }

    static RevocationException unavailable() {
        return new RevocationException(
                Response.Status.SERVICE_UNAVAILABLE, "temporarily_unavailable", "Nothing was revoked; try again");
    }

    Response.Status status() {
        return status;
    }

    /** The code of RFC 6749, section 5.2, or RFC 7009. */
    String code() {
        return code;
    }
}
