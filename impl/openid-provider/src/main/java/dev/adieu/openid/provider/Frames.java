// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider;

import java.net.URI;
import java.util.List;

/**
 * The frames by which clients are told in the browser that a session has ended.
 *
 * @see <a href="https://openid.net/specs/openid-connect-frontchannel-1_0.html#OPLogout">OpenID Connect Front-Channel
 *     Logout 1.0, section 3</a>
 */
final class Frames {
    private Frames() {}

    /** FC-2: one for each client that may be told and wants to be. */
    static List<URI> of(List<Client> clients, String issuer, String sid) {
        return clients.stream()
                .filter(Client::enabled)
                .flatMap(client -> client.frontChannel().stream())
                .map(notified -> notified.sessionRequired() ? naming(notified.uri(), issuer, sid) : notified.uri())
                .distinct()
                .toList();
    }

    /** FC-1, FC-3: both, beside the query that it has. */
    private static URI naming(URI uri, String issuer, String sid) {
        return URI.create(uri + (uri.getRawQuery() == null ? "?" : "&") + Urls.query("iss", issuer) + "&"
                + Urls.query("sid", sid));
    }
}
