// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.websocket;

import dev.adieu.Reason;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

class SocketClosingTest {
    private final ExecutorService threads = Executors.newFixedThreadPool(2);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    /** As Tomcat, while another thread is sending. */
    @Test
    void isClosedThoughItRefusesAtFirst() throws Exception {
        var attempts = new AtomicInteger();
        var closed = new CountDownLatch(1);
        var socket = new Socket(
                session(
                        () -> {
                            if (attempts.incrementAndGet() == 1) {
                                throw new IllegalStateException("Sending");
                            }
                            closed.countDown();
                        },
                        closed),
                threads);

        socket.end(Reason.SIGN_OUT).toCompletableFuture().get(5, TimeUnit.SECONDS);

        assertThat(closed.await(10, TimeUnit.SECONDS), is(true));
        assertThat(socket.isOpen(), is(false));
        assertThat(attempts.get(), is(2));
    }

    @Test
    void holdsUpNobodyWhileItWaits() throws Exception {
        var forever = new CountDownLatch(1);
        var waiting = new Socket(session(() -> await(forever), forever), threads);
        var closed = new CountDownLatch(1);
        var other = new Socket(session(closed::countDown, closed), threads);

        var end = waiting.end(Reason.SIGN_OUT).toCompletableFuture();
        other.end(Reason.SIGN_OUT).toCompletableFuture().get(5, TimeUnit.SECONDS);

        assertThat(closed.getCount(), is(0L));
        assertThat(end.isDone(), is(false));
        forever.countDown();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One that is open until it is closed. */
    private static Session session(Runnable close, CountDownLatch closed) {
        var properties = new HashMap<String, Object>();
        return (Session) Proxy.newProxyInstance(
                Session.class.getClassLoader(), new Class<?>[] {Session.class}, (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "close" -> {
                            assertThat(arguments[0] instanceof CloseReason, is(true));
                            close.run();
                            return null;
                        }
                        case "isOpen" -> {
                            return closed.getCount() > 0;
                        }
                        case "getUserProperties" -> {
                            return properties;
                        }
                        default -> throw new UnsupportedOperationException(method.getName());
                    }
                });
    }
}
