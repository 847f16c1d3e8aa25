// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicBoolean;

/** A way to a server on which answers can get lost. */
final class OneWay implements AutoCloseable {
    final AtomicBoolean losesAnswers = new AtomicBoolean();

    private final ServerSocket entrance;
    private final int server;

    OneWay(int server) throws IOException {
        this.server = server;
        entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    int port() {
        return entrance.getLocalPort();
    }

    private void accept() throws IOException {
        while (!entrance.isClosed()) {
            var client = entrance.accept();
            var there = new Socket(InetAddress.getLoopbackAddress(), server);
            start(() -> forward(client.getInputStream(), there.getOutputStream(), false));
            start(() -> forward(there.getInputStream(), client.getOutputStream(), true));
        }
    }

    private void forward(InputStream in, OutputStream out, boolean answers) throws IOException {
        var bytes = new byte[8192];
        for (int length = in.read(bytes); length >= 0; length = in.read(bytes)) {
            if (!answers || !losesAnswers.get()) {
                out.write(bytes, 0, length);
                out.flush();
            }
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void start(Work work) {
        var thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // Somebody hung up.
                return;
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        entrance.close();
    }
}
