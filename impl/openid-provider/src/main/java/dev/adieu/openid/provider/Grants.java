// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider;

import java.util.Optional;

/**
 * What this provider's authorization server has granted, so that it ends when it is to end. The application has one CDI bean
 * of this type over wherever it keeps its tokens; without one, nothing is revoked here, and there is no revocation endpoint.
 * Safe for many threads.
 *
 * <p>Revoking is idempotent: what is not there, or revoked already, is no error. When a method returns, what it was to revoke
 * is of no use on any node, and nothing that is under way brings it back: a refresh that began before issues nothing after.
 * Whatever a method throws means that it could not tell: it is called again, or the client is told to try again.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7009#section-2">RFC 7009, section 2</a>
 */
public interface Grants {

    /** What there is to revoke. */
    enum Kind {
        /** Gets new access tokens. */
        REFRESH_TOKEN,
        /** What the provider is asked about: a reference token, or one whose end it remembers. */
        ACCESS_TOKEN,
        /** What is still to become tokens: codes, device codes, requests by a back channel. */
        AUTHORIZATION_CODE,
        /** What the user has let a client do. Of no session. */
        CONSENT
    }

    /**
     * A token that is good now.
     *
     * @param clientId whom it was issued to
     * @param revocable whether it can be taken back; what is self-contained, and remembered by nobody, cannot
     */
    record Issued(String clientId, boolean revocable) {}

    /** Revokes everything that is selected. Called when sessions end, and by administrators. */
    void revoke(GrantQuery which);

    /** The token of that kind, {@link Kind#REFRESH_TOKEN} or {@link Kind#ACCESS_TOKEN}; empty where there is none. */
    Optional<Issued> find(Kind kind, String token);

    /**
     * Revokes a token that {@link #find} has found. With a refresh token goes its whole grant: the access tokens, and the
     * refresh tokens before and after it (RFC 7009, section 2.1).
     */
    void revoke(Kind kind, String token);
}
