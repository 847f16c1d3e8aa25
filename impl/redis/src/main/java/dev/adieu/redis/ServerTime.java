// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.redis;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.LongSupplier;
import redis.clients.jedis.Protocol;

/**
 * The server's clock. Scripts read it there; a look-up, which is no script, counts from how far this node's clock was
 * off when the server was last asked.
 */
interface ServerTime {
    /** About now, in milliseconds. */
    long now();

    /** What scripts are told: nothing, to read the clock themselves. */
    String argument();

    /** Asks the server. */
    void measure();

    static ServerTime of(Redis redis, Keys keys) {
        return of(redis, keys, System::currentTimeMillis);
    }

    static ServerTime of(Redis redis, Keys keys, LongSupplier here) {
        return new ServerTime() {
            private volatile long ahead;

            @Override
            public long now() {
                return here.getAsLong() + ahead;
            }

            @Override
            public String argument() {
                return "";
            }

            @Override
            public void measure() {
                var before = here.getAsLong();
                var time = (List<?>) redis.ask(
                        "tell the time", client -> client.sendCommand(keys.fact("time"), Protocol.Command.TIME));
                var after = here.getAsLong();
                ahead = number(time.get(0)) * 1000 + number(time.get(1)) / 1000 - (before + after) / 2;
            }
        };
    }

    private static long number(Object bytes) {
        return Long.parseLong(new String((byte[]) bytes, StandardCharsets.US_ASCII));
    }
}
