// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.peers.relying.party;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import redis.embedded.RedisServer;

/** What the nodes share: started when first asked for, and stopped with the tests. */
final class Redis {
    private static final String SECRET_KEY = "c2VjcmV0IGtleSBmb3IgdGVzdHMgYWxvbmUsIHJlYWw=";
    private static final int PORT = Ports.free();

    static {
        try {
            var server = new RedisServer(PORT);
            server.start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Redis() {}

    /** The settings of an application's nodes. */
    static Map<String, String> of(String application) {
        return Map.of(
                "adieu.redis.url",
                "redis://127.0.0.1:" + PORT,
                "adieu.redis.prefix",
                application,
                "adieu.secret-keys",
                SECRET_KEY);
    }

    private static void stop(RedisServer server) {
        try {
            server.stop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
