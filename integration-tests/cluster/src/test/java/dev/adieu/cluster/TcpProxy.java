// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Between the nodes and their store: passes bytes on, until it is told to do otherwise. */
final class TcpProxy implements AutoCloseable {
    private enum Mode {
        PASS,
        /** No connection lives. */
        CUT,
        /** Nothing goes through; what was sent arrives when it is passed on again. */
        HANG,
        /** Requests with the mark reach the store; instead of the answer, the connection ends. */
        LOSE_MARKED,
        /** Requests with the mark reach the store; their answers wait. */
        HOLD_MARKED
    }

    private final int target;
    private final ServerSocket server;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final AtomicInteger answersKept = new AtomicInteger();
    private Mode mode = Mode.PASS;
    private String mark = "";

    TcpProxy(int target) {
        this.target = target;
        try {
            server = new ServerSocket(Ports.free(), 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    void pass() {
        become(Mode.PASS, "");
    }

    void cut() {
        become(Mode.CUT, "");
        links.forEach(Link::close);
    }

    void hang() {
        become(Mode.HANG, "");
    }

    void loseAnswersTo(String marked) {
        become(Mode.LOSE_MARKED, marked);
    }

    void holdAnswersTo(String marked) {
        become(Mode.HOLD_MARKED, marked);
    }

    /** How many answers did not get through. */
    int answersKept() {
        return answersKept.get();
    }

    private synchronized void become(Mode next, String marked) {
        mode = next;
        mark = marked;
        notifyAll();
    }

    private synchronized Mode mode() {
        return mode;
    }

    private synchronized void await(Mode passed) {
        while (mode == passed) {
            try {
                wait();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private synchronized boolean isMarked(byte[] bytes, int length) {
        return !mark.isEmpty() && new String(bytes, 0, length, StandardCharsets.ISO_8859_1).contains(mark);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var client = server.accept();
                if (mode() == Mode.CUT) {
                    client.close();
                } else {
                    open(client);
                }
            } catch (IOException e) {
                // The client is gone, or all is over.
                continue;
            }
        }
    }

    private void open(Socket client) throws IOException {
        try {
            var link = new Link(client, new Socket(InetAddress.getLoopbackAddress(), target));
            links.add(link);
            daemon(() -> link.pump(link.client, link.store, true));
            daemon(() -> link.pump(link.store, link.client, false));
            if (mode() == Mode.CUT) {
                link.close();
            }
        } catch (IOException e) {
            // The store is down.
            client.close();
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            cut();
        }
    }

    private static void daemon(Runnable work) {
        var thread = new Thread(work, "proxy");
        thread.setDaemon(true);
        thread.start();
    }

    /** A connection, through. */
    private final class Link {
        private final Socket client;
        private final Socket store;
        private volatile boolean marked;

        Link(Socket client, Socket store) throws IOException {
            this.client = client;
            this.store = store;
            client.setTcpNoDelay(true);
            store.setTcpNoDelay(true);
        }

        void pump(Socket from, Socket to, boolean isRequest) {
            try (InputStream in = from.getInputStream();
                    OutputStream out = to.getOutputStream()) {
                var bytes = new byte[16_384];
                for (int length = in.read(bytes); length >= 0; length = in.read(bytes)) {
                    await(Mode.HANG);
                    if (isRequest) {
                        marked |= isMarked(bytes, length);
                    } else if (marked) {
                        if (!isPassed()) {
                            break;
                        }
                        marked = false;
                    }
                    out.write(bytes, 0, length);
                }
            } catch (IOException e) {
                // The other side is gone.
                close();
            } finally {
                close();
            }
        }

        private boolean isPassed() {
            var now = mode();
            if (now == Mode.LOSE_MARKED || now == Mode.HOLD_MARKED) {
                answersKept.incrementAndGet();
            }
            await(Mode.HOLD_MARKED);
            return now != Mode.LOSE_MARKED;
        }

        void close() {
            links.remove(this);
            try {
                client.close();
                store.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
