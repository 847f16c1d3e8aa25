// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.servlet.test;

import dev.adieu.websocket.SocketSessions;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.websocket.OnError;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A socket whose handshake nobody has looked at. */
@ServerEndpoint("/unsigned")
public class UnsignedChat {
    static final List<Throwable> FAILED = new CopyOnWriteArrayList<>();

    private final SocketSessions sessions =
            CDI.current().select(SocketSessions.class).get();

    @OnOpen
    public void open(Session socket) {
        sessions.bind(socket);
    }

    @OnError
    public void failed(Throwable failure) {
        FAILED.add(failure);
    }
}
