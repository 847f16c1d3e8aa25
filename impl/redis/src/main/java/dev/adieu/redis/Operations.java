// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.redis;

import dev.adieu.spi.Bucket;
import dev.adieu.spi.SessionRecord;
import dev.adieu.spi.StoreUnavailableException;
import dev.adieu.spi.UnheardEnds;
import java.util.List;
import java.util.function.Function;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Names what may end sessions. Whoever does not hear the answer asks again by the name: the client at once, which repeats
 * the command, and the next sweep for what stayed unheard.
 */
final class Operations {
    private final Redis redis;
    private final Keys keys;
    private final ServerTime time;
    private final RandomIds ids;
    private final UnheardEnds unheard = new UnheardEnds();

    Operations(Redis redis, Keys keys, ServerTime time, RandomIds ids) {
        this.redis = redis;
        this.keys = keys;
        this.time = time;
        this.ids = ids;
    }

    /** Does something in a bucket, under a new name. */
    Object run(Bucket bucket, Function<String, Object> work) {
        var name = ids.next();
        try {
            return work.apply(name);
        } catch (StoreUnavailableException e) {
            // Nobody can tell whether it took effect.
            if (e.getCause() instanceof JedisException) {
                unheard.add(bucket.value() + name);
            }
            throw e;
        }
    }

    /** What has ended, and nobody has heard of it. */
    List<SessionRecord> late() {
        return unheard.ask(operation -> {
            var bucket = new Bucket(operation.substring(0, 2));
            var name = operation.substring(2);
            return Values.ended(redis.run(
                    "ask for an earlier end",
                    Script.OPERATION,
                    List.of(keys.inBucket(bucket, "p:" + name)),
                    Arguments.of(time.argument(), keys.tag(bucket), name)));
        });
    }
}
