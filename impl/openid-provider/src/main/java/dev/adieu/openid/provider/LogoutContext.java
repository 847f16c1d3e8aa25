// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a page of the application needs to know of a sign-out.
 *
 * @param logoutId what the page that asks posts to {@code sign-out}, so that it is answered for the session that it was about;
 *     empty where nobody is signed in, and nothing that is known led there
 * @param clientId the client that asked for it, if it is to be believed
 * @param clientName what people call that client
 * @param postLogoutRedirectUri where it leads in the end, the client's state included
 * @param subject who is signed in, or was
 * @param sid the session, as clients know it
 * @param clientIds the clients that the session has signed in to
 * @param uiLocales the languages that the user prefers, best first
 * @param parameters what else the client sent
 * @param showSignOutPrompt whether the user is to be asked before
 * @param signOutFrameUrl a page whose frames tell the clients, for a frame of the page that says that it is done; empty
 *     where no client has one, and before the session has ended
 */
public record LogoutContext(
        Optional<String> logoutId,
        Optional<String> clientId,
        Optional<String> clientName,
        Optional<URI> postLogoutRedirectUri,
        Optional<String> subject,
        Optional<String> sid,
        List<String> clientIds,
        List<String> uiLocales,
        Map<String, String> parameters,
        boolean showSignOutPrompt,
        Optional<URI> signOutFrameUrl) {

    /** Copies the collections. */
    public LogoutContext {
        clientIds = List.copyOf(clientIds);
        uiLocales = List.copyOf(uiLocales);
        parameters = Map.copyOf(parameters);
    }
}
