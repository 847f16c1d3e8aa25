// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.sockets;

import dev.adieu.websocket.SignedInHandshake;
import dev.adieu.websocket.SocketSessions;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;

/** In the place of the one that is injected into, which Tomcat does not do. */
@ServerEndpoint(value = "/socket", configurator = SignedInHandshake.class)
public class Greetings {
    private final SocketSessions sessions =
            CDI.current().select(SocketSessions.class).get();

    @OnOpen
    public void open(Session socket) {
        sessions.bind(socket).ifPresent(session -> socket.getAsyncRemote().sendText("hello " + session.subject()));
    }
}
