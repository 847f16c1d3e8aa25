// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.servlet.test;

import dev.adieu.websocket.SignedInHandshake;
import dev.adieu.websocket.SocketSessions;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;

/** A socket with a configurator of its own, which notes something else, too. */
@ServerEndpoint(value = "/rooms/{room}/chat", configurator = PolyglotChat.Polyglot.class)
public class PolyglotChat {
    private final SocketSessions sessions =
            CDI.current().select(SocketSessions.class).get();

    @OnOpen
    public void open(Session socket) {
        var language = socket.getUserProperties().get("language");
        sessions.bind(socket)
                .ifPresent(session -> socket.getAsyncRemote().sendText(language + " of " + session.subject()));
    }

    /** Knows what language a client speaks. */
    public static class Polyglot extends ServerEndpointConfig.Configurator {
        @Override
        public void modifyHandshake(
                ServerEndpointConfig endpoint, HandshakeRequest request, HandshakeResponse response) {
            SignedInHandshake.note(endpoint, request);
            endpoint.getUserProperties()
                    .put("language", request.getHeaders().get("Accept-Language").get(0));
        }
    }
}
