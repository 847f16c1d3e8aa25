// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import dev.adieu.Reason;
import dev.adieu.ResponseChange;
import dev.adieu.spi.LiveConnection;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** A stream of server-sent events that ends with its session. */
record EventStream(SseEventSink sink, Sse sse) implements LiveConnection {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** It is for one person, and not for nginx to keep until there is more of it. */
    static final List<ResponseChange> HEADERS = List.of(
            new ResponseChange.SetHeader("Cache-Control", "no-store"),
            new ResponseChange.SetHeader("X-Accel-Buffering", "no"));

    /** Closed in any case, also where nobody reads any more. */
    @Override
    public CompletionStage<?> end(Reason reason) {
        if (sink.isClosed()) {
            return CompletableFuture.completedStage(null);
        }
        var told = CompletableFuture.completedFuture(reason)
                .thenCompose(why -> sink.send(sse.newEvent("signed-out", why.code())))
                .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        return told.whenComplete((sent, failure) -> sink.close());
    }

    @Override
    public boolean isOpen() {
        return !sink.isClosed();
    }

    /** By a comment: pages do not see it. Whoever has gone is found out so. */
    @Override
    public void hold() {
        sink.send(sse.newEventBuilder().comment("").build()).whenComplete((sent, failure) -> {
            if (failure != null) {
                sink.close();
            }
        });
    }
}
