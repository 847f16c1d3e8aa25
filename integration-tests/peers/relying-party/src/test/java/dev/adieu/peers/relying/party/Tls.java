// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.peers.relying.party;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Where TLS ends, in front of a node: passes on what it says and hears. A page over TLS frames none without. */
final class Tls {
    private final int target;
    private final ServerSocket server;

    private Tls(int target, ServerSocket server) {
        this.target = target;
        this.server = server;
    }

    /** Listens with the certificate of a trust store, which is a key store too, and tells its port. */
    static int inFrontOf(int port, Map<String, String> trusted) {
        try {
            var tls = new Tls(port, context(trusted).getServerSocketFactory().createServerSocket(0, 50, loopback()));
            daemon(tls::accept);
            return tls.server.getLocalPort();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SSLContext context(Map<String, String> trusted) throws IOException, GeneralSecurityException {
        var password = trusted.get("javax.net.ssl.trustStorePassword").toCharArray();
        var store = KeyStore.getInstance("PKCS12");
        try (var file = new FileInputStream(trusted.get("javax.net.ssl.trustStore"))) {
            store.load(file, password);
        }
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, password);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private static InetAddress loopback() {
        return InetAddress.getLoopbackAddress();
    }

    private void accept() {
        while (true) {
            try {
                var browser = server.accept();
                var node = new Socket(loopback(), target);
                daemon(() -> pass(browser, node));
                daemon(() -> pass(node, browser));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Until one of them has had enough: then neither gets more. */
    private static void pass(Socket from, Socket to) {
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException e) {
            // So be it: the other one hears of it.
        }
    }

    private static void daemon(Runnable work) {
        var thread = new Thread(work, "tls");
        thread.setDaemon(true);
        thread.start();
    }
}
