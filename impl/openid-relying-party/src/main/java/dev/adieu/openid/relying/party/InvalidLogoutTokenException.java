// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.relying.party;

/** A logout token that ends nothing. The message may be told to who sent it, and has nothing of the token. */
final class InvalidLogoutTokenException extends RuntimeException {
    private static final long serialVersionUID = 1;

    InvalidLogoutTokenException(String claim) {
        super("Not a logout token of this provider for this client: " + claim, null, false, false);
    }
}
