// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.suite;

import java.net.URI;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A socket as its client sees it. */
public final class Socket {
    private final Listener listener;
    private final WebSocket socket;

    private Socket(Listener listener, WebSocket socket) {
        this.listener = listener;
        this.socket = socket;
    }

    static Socket open(WebSocket.Builder builder, URI uri) {
        var listener = new Listener(new CompletableFuture<>(), new CompletableFuture<>());
        return new Socket(listener, builder.buildAsync(uri, listener).join());
    }

    /** The first text that came. */
    public String text() throws ExecutionException, InterruptedException, TimeoutException {
        return listener.text().get(30, TimeUnit.SECONDS);
    }

    /** How the server closed it, as "code reason". */
    public String closed() throws ExecutionException, InterruptedException, TimeoutException {
        return listener.closed().get(30, TimeUnit.SECONDS);
    }

    /** Whether the server has not closed it. */
    public boolean isOpen() {
        return !listener.closed().isDone();
    }

    /** Closes it as a page does. */
    public void close() {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }

    /** Goes away without a word. */
    public void drop() {
        socket.abort();
    }

    private record Listener(CompletableFuture<String> text, CompletableFuture<String> closed)
            implements WebSocket.Listener {
        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.complete(data.toString());
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            closed.complete(code + " " + reason);
            text.completeExceptionally(new IllegalStateException("Closed: " + code + " " + reason));
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            closed.completeExceptionally(error);
            text.completeExceptionally(error);
        }
    }
}
