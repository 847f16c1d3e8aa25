// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.app;

import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.glassfish.grizzly.http.server.CLStaticHttpHandler;
import org.glassfish.jersey.grizzly2.httpserver.GrizzlyHttpServerFactory;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;

/** Serves the sample without a server: Jersey and Grizzly over HTTP, Weld SE for CDI. */
public final class Main {
    // Kept, because a logger that nobody holds forgets its level.
    private static final List<Logger> QUIET =
            List.of(Logger.getLogger("org.jboss.weld"), Logger.getLogger("org.glassfish"));
    /** What a method threw, and nobody answers for. */
    private static final Logger FAILURES = Logger.getLogger("org.glassfish.jersey.server.ServerRuntime$Responder");

    private Main() {}

    /** Serves until Ctrl-C, on the port of the system property {@code adieu.sample.port}. */
    public static void main(String[] args) throws IOException, InterruptedException {
        QUIET.forEach(logger -> logger.setLevel(Level.SEVERE));
        FAILURES.setLevel(Level.WARNING);
        var port = System.getProperty("adieu.sample.port", "8080");
        if (!isPort(port)) {
            fail("adieu.sample.port must be a port from 1 to 65535, but was '" + port + "'");
        }
        if (!isFree(Integer.parseInt(port))) {
            fail("Port " + port + " is busy. Choose another one: mvn -Prun -Dadieu.sample.port=8081");
        }
        serve(URI.create("http://localhost:" + port + "/"));
        System.out.println("The Adieu sample is at http://localhost:" + port + "/ (Ctrl-C stops it)");
        Thread.currentThread().join();
    }

    private static boolean isPort(String text) {
        return text.matches("[0-9]{1,5}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= 65535;
    }

    private static boolean isFree(int port) {
        try (var probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress("localhost", port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static void fail(String line) {
        System.err.println(line);
        System.exit(1);
    }

    /** Serves the page at the root and the REST part under it, and stops with the process. */
    private static void serve(URI root) throws IOException {
        var beans = SeContainerInitializer.newInstance().initialize();
        var rest = ResourceConfig.forApplicationClass(SampleApplication.class)
                .packages(Main.class.getPackageName())
                .property(ServerProperties.WADL_FEATURE_DISABLE, true);
        var server = GrizzlyHttpServerFactory.createHttpServer(root.resolve("api/"), rest, false);
        server.getServerConfiguration()
                .addHttpHandler(new CLStaticHttpHandler(Main.class.getClassLoader(), "page/"), root.getPath());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            server.shutdownNow();
            if (beans.isRunning()) {
                beans.close();
            }
        }));
        server.start();
    }
}
