// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.websocket;

import dev.adieu.spi.SessionRegistry;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;

/**
 * Notes at the handshake of a socket who opens it, for {@link SocketSessions#bind}. An endpoint names it as its
 * configurator; one that has a configurator of its own calls {@link #note} there:
 *
 * <pre>{@code
 * public class Polyglot extends ServerEndpointConfig.Configurator {
 *     @Override
 *     public void modifyHandshake(ServerEndpointConfig endpoint, HandshakeRequest request, HandshakeResponse response) {
 *         SignedInHandshake.note(endpoint, request);
 *     }
 * }
 * }</pre>
 *
 * <p>It refuses nobody: at that point the specification gives no way to. Whoever may not stay is closed by {@code bind}.
 *
 * @see <a href="https://jakarta.ee/specifications/websocket/2.1/jakarta-websocket-spec-2.1#modifying-the-opening-handshake">Jakarta
 *     WebSocket 2.1, Modifying the Opening Handshake</a>
 */
public final class SignedInHandshake extends ServerEndpointConfig.Configurator {

    /** For the container. */
    public SignedInHandshake() {}

    @Override
    public void modifyHandshake(ServerEndpointConfig endpoint, HandshakeRequest request, HandshakeResponse response) {
        note(endpoint, request);
    }

    /**
     * Looks the caller up, by any scheme, and notes them in the user properties of this connection. Called once for a
     * handshake, on its thread. Counts as a sighting of their session; an open socket is no activity.
     *
     * @param endpoint as {@code modifyHandshake} got it: its user properties are those of this connection alone
     */
    public static void note(ServerEndpointConfig endpoint, HandshakeRequest request) {
        var sessions = CDI.current().select(SessionRegistry.class).get();
        Opening.of(Handshake.of(endpoint, request), sessions).noteIn(endpoint.getUserProperties());
    }
}
