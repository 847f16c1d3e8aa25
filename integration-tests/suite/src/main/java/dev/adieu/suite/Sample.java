// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.suite;

import java.net.URI;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** The sample under test, started when the first test asks for it and stopped with the process. */
final class Sample {
    private static @Nullable URI root;
    private static @Nullable Exception failure;

    private Sample() {}

    /** The context root, with a slash at its end. */
    static synchronized URI root() {
        if (failure != null) {
            // Once is enough: not every test waits for it again.
            throw new IllegalStateException("The sample did not start", failure);
        }
        if (root == null) {
            root = start();
        }
        return root;
    }

    /** Whether the server keeps the sessions. */
    static boolean isServersSession() {
        return "HttpSession".equals(System.getProperty("adieu.sample.scheme")) || isServersLogin();
    }

    /** Whether the server signs people in, by its own form. */
    static boolean isServersLogin() {
        return "Container".equals(System.getProperty("adieu.sample.scheme"));
    }

    /**
     * Whether the server lets people in by a credential of its own before anybody can tell it that their session has
     * ended: then the first request afterwards is a 401, or sent again by the browser, whatever it asks for.
     */
    static boolean letsInFirst() {
        return isServersLogin() && Boolean.getBoolean("adieu.suite.lets-in-first");
    }

    /** Whether the server fails the first call ever of an enterprise bean that asks for a role. */
    static boolean failsFirstBeanCall() {
        return Boolean.getBoolean("adieu.suite.first-bean-call-fails");
    }

    /** Whether the runtime hands a query parameter without a value to a method as if it were not there. */
    static boolean dropsEmptyParameters() {
        return Boolean.getBoolean("adieu.suite.drops-empty-parameters");
    }

    /** Whether the runtime lets go of a method that answers later when its client goes away, so that no filter hears of it. */
    static boolean dropsLateAnswers() {
        return Boolean.getBoolean("adieu.suite.drops-late-answers");
    }

    /** The path of the context root. */
    static String home() {
        return root().getPath();
    }

    /** The origin as browsers send it. */
    static String origin() {
        return root().getScheme() + "://" + root().getAuthority();
    }

    private static URI start() {
        var known = System.getProperty("adieu.suite.root");
        if (known != null) {
            return URI.create(known);
        }
        var server = ServiceLoader.load(Server.class)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "No server: provide a " + Server.class.getName() + ", or set -Dadieu.suite.root"));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                server.stop();
            } catch (Exception e) {
                e.printStackTrace();
            }
        }));
        try {
            return server.start();
        } catch (Exception e) {
            failure = e;
            throw new IllegalStateException("The sample did not start", e);
        }
    }
}
