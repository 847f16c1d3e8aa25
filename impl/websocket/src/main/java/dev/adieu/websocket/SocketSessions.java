// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.websocket;

import dev.adieu.SignOutException;
import dev.adieu.UserSession;
import dev.adieu.spi.SessionRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Session;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Binds sockets to sessions: when a session ends, on whichever node, its sockets are closed with 1008 and the code of the
 * {@link dev.adieu.Reason} as the reason phrase ({@code ended} where the reason was not heard). Inject it into an
 * endpoint; it is safe for many threads. There is nothing to do when a socket is closed. On some servers an endpoint's
 * {@code @OnClose} runs on the thread that closes, and others wait for that one: keep it short.
 */
@ApplicationScoped
public class SocketSessions {
    /** So many may be at a peer that reads nothing before the others wait for them. */
    private static final int THREADS = 64;

    private final ThreadPoolExecutor threads = threads();

    @Inject
    private SessionRegistry sessions;

    /** For CDI. */
    public SocketSessions() {}

    private static ThreadPoolExecutor threads() {
        var threads =
                new ThreadPoolExecutor(THREADS, THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    var thread = new Thread(task, "adieu-sockets");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }

    /**
     * Binds a socket to the session of the one who opened it. To be called first when it is opened, before anything is
     * sent: until then the socket may be anybody's.
     *
     * @return the session; empty where the socket is closed instead: with 1008 and {@code not_signed_in} for nobody,
     *     {@code cross_site_request} where another site's page opened it, {@code ended} where the session ended meanwhile;
     *     with 1013 and {@code store_unavailable} where it cannot be told
     * @throws IllegalStateException when no handshake was noted, for want of {@link SignedInHandshake}; the socket is
     *     closed
     */
    public Optional<UserSession> bind(Session socket) {
        var connection = new Socket(socket, threads);
        var opening = Opening.noted(socket.getUserProperties()).orElseThrow(() -> unnoted(connection));
        var session = opening.session();
        if (session == null) {
            connection.close(opening.otherwise());
            return Optional.empty();
        }
        try {
            return sessions.bind(session, connection) ? Optional.of(session) : Optional.empty();
        } catch (SignOutException e) {
            connection.close(Opening.UNAVAILABLE);
            return Optional.empty();
        }
    }

    private static IllegalStateException unnoted(Socket connection) {
        connection.close(new CloseReason(CloseCodes.UNEXPECTED_CONDITION, "handshake_unknown"));
        return new IllegalStateException("It is not known who opened this socket: its endpoint needs the configurator "
                + SignedInHandshake.class.getName() + ", or its own has to call note(…) of that one");
    }
}
