// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * What a browser knows of its session: a mark that is another for each, in a cookie that the frame of the page
 * {@code check-session} reads. It is harmless in whosever hands. A session is found by its token alone, and this is a
 * one-way hash of the session's public id, which clients have in their ID Tokens; it lets nobody in, changes nothing, and
 * whoever overwrites it makes clients ask anew.
 *
 * @param value of the cookie
 */
record BrowserState(String value) {
    /** Of a browser whose session has ended. Not the same as none, which may only mean that the frame sees no cookies. */
    static final BrowserState NOBODY = new BrowserState("none");

    static BrowserState of(String sid) {
        return new BrowserState(digest("adieu openid-provider browser state", sid));
    }

    /** Whether it may be that of a session. */
    boolean isSomebodys() {
        return value.matches("[\\w-]{43}");
    }

    /**
     * SM-1: of this state, for pages of one origin of one client. The second part has no state in it, so that the frame tells
     * what was never issued to whoever asks from what has changed.
     */
    String sessionState(String clientId, String origin, String salt) {
        return digest(value, clientId, origin, salt) + "." + digest("issued", clientId, origin, salt) + "." + salt;
    }

    /** As the frame's script does. No part but the client's id has a space in it. */
    private static String digest(String... parts) {
        try {
            var digest = MessageDigest.getInstance("SHA-256")
                    .digest(String.join(" ", parts).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
