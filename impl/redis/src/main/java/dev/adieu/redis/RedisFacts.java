// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.redis;

import dev.adieu.spi.StoredSession;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Facts that are remembered until they expire. */
final class RedisFacts {
    private final Redis redis;
    private final Keys keys;
    private final ServerTime time;
    private final RandomIds ids;

    RedisFacts(Redis redis, Keys keys, ServerTime time, RandomIds ids) {
        this.redis = redis;
        this.keys = keys;
        this.time = time;
        this.ids = ids;
    }

    Optional<String> remember(String key, String value, Instant until) {
        var known = redis.run(
                "remember",
                Script.REMEMBER,
                List.of(keys.fact(key)),
                Arguments.of(time.argument(), "").add(until.toEpochMilli()).addAll(List.of(ids.next(), value)));
        return Optional.ofNullable(known).map(Values::text);
    }

    void advance(String key, Instant to, Instant until) {
        redis.run(
                "remember a time",
                Script.ADVANCE,
                List.of(keys.fact(key)),
                Arguments.of(time.argument(), "").add(until.toEpochMilli()).add(StoredSession.text(to)));
    }

    Optional<String> recall(String key) {
        return Optional.ofNullable(redis.ask("recall", client -> client.get(keys.fact(key))))
                .flatMap(value -> Values.fact(value, time.now()));
    }
}
