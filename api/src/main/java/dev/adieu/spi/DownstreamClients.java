// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.spi;

import dev.adieu.SessionId;
import java.net.URI;
import java.util.List;

/**
 * The clients that an application has signed people in to, where it is an OpenID provider itself. A CDI bean of its
 * module, safe for many threads. A provider upstream that ends a session in the browser has them told there, too.
 *
 * @see <a href="https://openid.net/specs/openid-connect-frontchannel-1_0.html#RPLogout">OpenID Connect Front-Channel
 *     Logout 1.0, section 2</a>
 */
public interface DownstreamClients {

    /** What their frames show, by which they hear that a session has ended; none where it has signed in to nobody. */
    List<URI> frames(SessionId ended);
}
