// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider;

/** A request to the end session endpoint that is none (RPI-12). The message may be shown to whoever sent it. */
final class EndSessionException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** The code of RFC 6749, section 5.2. */
    static final String CODE = "invalid_request";

    EndSessionException(String what) {
        super(what, null, false, false);
    }
}
