// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.websocket;

import dev.adieu.Reason;
import dev.adieu.spi.LiveConnection;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Session;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * A socket that ends with its session.
 *
 * @param threads close it: that may wait for whoever is at the other end
 */
record Socket(Session socket, Executor threads) implements LiveConnection {
    private static final System.Logger LOG = System.getLogger("dev.adieu");
    /** Where something is just being sent, containers may refuse to close. */
    private static final int ATTEMPTS = 60;
    /** How long Tomcat waits for whoever reads nothing; 20 seconds if nothing is said. */
    private static final Map<String, Object> PATIENCE =
            Map.of("org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT", 1000L);

    /** As containers close those of an {@code HttpSession} that has ended: Jakarta WebSocket 2.1, section 7.2. */
    @Override
    public CompletionStage<?> end(Reason reason) {
        var why = new CloseReason(CloseCodes.VIOLATED_POLICY, reason.code());
        return CompletableFuture.runAsync(() -> close(why, ATTEMPTS), threads);
    }

    @Override
    public boolean isOpen() {
        return socket.isOpen();
    }

    private void close(CloseReason reason, int attempts) {
        hurry();
        close(reason);
        if (socket.isOpen() && attempts > 1) {
            CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS, threads).execute(() -> close(reason, attempts - 1));
        }
    }

    private void hurry() {
        try {
            socket.getUserProperties().putAll(PATIENCE);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "A socket was closed already", e);
        }
    }

    void close(CloseReason reason) {
        try {
            socket.close(reason);
        } catch (IOException | RuntimeException e) {
            // Mostly it had just been closed by somebody else; what it cannot be told it has lost.
            LOG.log(System.Logger.Level.DEBUG, "A socket could not be closed, or was closed already", e);
        }
    }
}
