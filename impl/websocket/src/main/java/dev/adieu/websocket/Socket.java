// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.websocket;

import dev.adieu.Reason;
import dev.adieu.spi.LiveConnection;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Session;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A socket that ends with its session. */
record Socket(Session socket) implements LiveConnection {
    private static final System.Logger LOG = System.getLogger("dev.adieu");

    /** As containers close those of an {@code HttpSession} that has ended: Jakarta WebSocket 2.1, section 7.2. */
    @Override
    public CompletionStage<?> end(Reason reason) {
        close(new CloseReason(CloseCodes.VIOLATED_POLICY, reason.code()));
        return CompletableFuture.completedStage(null);
    }

    @Override
    public boolean isOpen() {
        return socket.isOpen();
    }

    void close(CloseReason reason) {
        try {
            socket.close(reason);
        } catch (IOException | IllegalStateException e) {
            // It had just been closed by somebody else; what it cannot be told it has lost.
            LOG.log(System.Logger.Level.DEBUG, "A socket was closed already", e);
        }
    }
}
