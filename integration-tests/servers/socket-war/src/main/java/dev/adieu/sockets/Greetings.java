// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.sockets;

import dev.adieu.websocket.SignedInHandshake;
import dev.adieu.websocket.SocketSessions;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;

/** A socket that greets whom it is open for. A bean, since Open Liberty injects into no endpoint that is none. */
@Dependent
@ServerEndpoint(value = "/socket", configurator = SignedInHandshake.class)
public class Greetings {
    @Inject
    SocketSessions sessions;

    @OnOpen
    public void open(Session socket) {
        sessions.bind(socket).ifPresent(session -> socket.getAsyncRemote().sendText("hello " + session.subject()));
    }
}
