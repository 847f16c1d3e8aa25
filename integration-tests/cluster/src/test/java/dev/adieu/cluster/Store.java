// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What the nodes keep their sessions in, behind proxies. */
interface Store extends AutoCloseable {
    /** A class of the one store artifact that the nodes have. */
    Class<?> artifact();

    /** What the nodes have to know. */
    Map<String, String> settings();

    List<TcpProxy> proxies();

    /** How long after its end a session may still be accepted. */
    default Duration staleness() {
        return Duration.ZERO;
    }

    /** As an administrator stops it. */
    void stop();

    /** SIGKILL. */
    void kill();

    /** After it was stopped or killed; returns when it answers. */
    void start();

    @Override
    void close();
}
