// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.browser;

import dev.adieu.app.Main;
import dev.adieu.servers.ServerProcess;
import dev.adieu.servers.Setup;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sample, started once for all tests. */
enum RunningSample {
    /** Within this process by its own main, at the root. */
    GRIZZLY {
        @Override
        URI start() {
            var port = Ports.free();
            System.setProperty("adieu.sample.port", String.valueOf(port));
            var sample = new Thread(RunningSample::serve);
            sample.setDaemon(true);
            sample.start();
            var root = URI.create("http://localhost:" + port + "/");
            SampleProcess.await(root);
            return root;
        }
    },
    /** On a server that knows only Servlet, under a context path. */
    TOMCAT {
        @Override
        URI start() throws Exception {
            var target = Path.of("target").toAbsolutePath();
            var server = new ServerProcess(new Setup(
                    Path.of("../servers/tomcat").toAbsolutePath(),
                    target.resolve("server"),
                    target.resolve("war/sample.war"),
                    target.resolve("tomcat"),
                    Map.of()));
            Runtime.getRuntime().addShutdownHook(new Thread(server::stop));
            return server.start();
        }
    };

    private @Nullable URI root;

    abstract URI start() throws Exception;

    /** Where its page is. */
    synchronized URI root() {
        try {
            return root == null ? root = start() : root;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void serve() {
        try {
            Main.main(new String[0]);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
