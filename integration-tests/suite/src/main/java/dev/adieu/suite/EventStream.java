// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.suite;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** A stream of server-sent events, read until it is closed. */
public final class EventStream {
    private final HttpResponse<Stream<String>> response;
    private final List<String> read = new CopyOnWriteArrayList<>();
    private final CompletableFuture<List<String>> lines = new CompletableFuture<>();

    EventStream(HttpResponse<Stream<String>> response) {
        this.response = response;
        var reader = new Thread(() -> {
            try {
                response.body().forEach(read::add);
                lines.complete(read);
            } catch (RuntimeException e) {
                lines.completeExceptionally(e);
            }
        });
        reader.setDaemon(true);
        reader.start();
    }

    public int status() {
        return response.statusCode();
    }

    /** A header's value, or an empty text. */
    public String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    public boolean isOpen() {
        return !lines.isDone();
    }

    /** How many comments have come so far. */
    public long comments() {
        return read.stream().filter(line -> line.startsWith(":")).count();
    }

    /** The events that came until it was closed, each as "name: data"; comments are none. */
    public List<String> events() throws ExecutionException, InterruptedException, TimeoutException {
        var text = String.join("\n", lines.get(30, TimeUnit.SECONDS));
        return Stream.of(text.split("\n\n"))
                .map(EventStream::event)
                .filter(event -> !event.isEmpty())
                .toList();
    }

    private static String event(String block) {
        var name = field(block, "event");
        return name.isEmpty() ? "" : name + ": " + field(block, "data");
    }

    private static String field(String block, String name) {
        return block.lines()
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse("");
    }
}
