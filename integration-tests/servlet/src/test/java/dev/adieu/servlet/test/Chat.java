// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.servlet.test;

import dev.adieu.UserSession;
import dev.adieu.websocket.SignedInHandshake;
import dev.adieu.websocket.SocketSessions;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** A socket that greets whom it is open for. Nothing is done when it is closed. */
@ServerEndpoint(value = "/chat", configurator = SignedInHandshake.class)
public class Chat {
    /** What happens between the handshake and the binding. */
    static final AtomicReference<Runnable> MEANWHILE = new AtomicReference<>(() -> {});
    /** What binding has said: a subject, or nobody. */
    static final List<String> BOUND = new CopyOnWriteArrayList<>();

    static final List<WeakReference<Session>> OPENED = new CopyOnWriteArrayList<>();

    /** Tomcat injects nothing into endpoints. */
    private final SocketSessions sessions =
            CDI.current().select(SocketSessions.class).get();

    @OnOpen
    public void open(Session socket) {
        OPENED.add(new WeakReference<>(socket));
        MEANWHILE.get().run();
        var session = sessions.bind(socket);
        BOUND.add(session.map(UserSession::subject).orElse("nobody"));
        session.ifPresent(known -> socket.getAsyncRemote().sendText("hello " + known.subject()));
    }
}
