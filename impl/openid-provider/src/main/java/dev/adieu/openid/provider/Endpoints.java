// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider;

import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;

/**
 * Where this provider is.
 *
 * @param issuer its issuer identifier
 * @param root the URL of the application's {@link ProviderResource}
 */
record Endpoints(String issuer, URI root) {
    URI endSession() {
        return at("end-session");
    }

    URI signOut(String logoutId) {
        return with(at("sign-out"), logoutId);
    }

    URI signedOut(String logoutId) {
        return with(at("signed-out"), logoutId);
    }

    URI frames(String logoutId) {
        return with(at("frames"), logoutId);
    }

    URI revocation() {
        return at("revoke");
    }

    URI checkSession() {
        return at("check-session");
    }

    /** Whether a URL is that of the page which tells the clients. */
    boolean isSignedOut(URI url) {
        return url.toString().startsWith(at("signed-out") + "?");
    }

    private URI at(String path) {
        return UriBuilder.fromUri(root).path(path).build();
    }

    private static URI with(URI page, String logoutId) {
        return UriBuilder.fromUri(page).queryParam("logoutId", logoutId).build();
    }
}
