// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.redis;

import dev.adieu.spi.Bucket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Which buckets there is something in. Asks all 4,096 at once, whatever they hold. */
final class Buckets implements Part.Index {
    private static final byte[] LOWEST = Keys.bytes("-inf");
    private static final byte[] HIGHEST = Keys.bytes("+inf");

    private final Redis redis;
    private final Keys keys;
    private final ServerTime time;

    Buckets(Redis redis, Keys keys, ServerTime time) {
        this.redis = redis;
        this.keys = keys;
        this.time = time;
    }

    @Override
    public List<Bucket> inUse() {
        return having("x", HIGHEST);
    }

    List<Bucket> withExpired() {
        return having("x", Keys.bytes(Long.toString(time.now())));
    }

    List<Bucket> withUnsettled(Duration delay) {
        return having("o", Keys.bytes(Long.toString(time.now() - delay.toMillis())));
    }

    /** How many sessions have not ended. */
    long live() {
        return ofAll("x", HIGHEST).stream().mapToLong(Long::longValue).sum();
    }

    /** How many ended ones have outstanding effects. */
    long unsettled() {
        return ofAll("o", HIGHEST).stream().mapToLong(Long::longValue).sum();
    }

    /** Those whose sorted set of this name has a member with such a score. */
    private List<Bucket> having(String set, byte[] highest) {
        var all = Keys.everyBucket();
        var counts = ofAll(set, highest);
        var some = new ArrayList<Bucket>();
        for (int i = 0; i < all.size(); i++) {
            if (counts.get(i) > 0) {
                some.add(all.get(i));
            }
        }
        return some;
    }

    /** Of each bucket how many members of its sorted set of this name have such a score. */
    private List<Long> ofAll(String set, byte[] highest) {
        return redis.askAll(
                "ask for sessions",
                Keys.everyBucket(),
                (pipeline, bucket) -> pipeline.zcount(keys.inBucket(bucket, set), LOWEST, highest));
    }

    @Override
    public List<String> linked(byte[] key) {
        var tokens = (List<?>) redis.run(
                "look sessions of a provider up", Script.LINKED, List.of(key), Arguments.of(time.argument(), ""));
        return tokens.stream().map(Values::text).toList();
    }

    @Override
    public Keys keys() {
        return keys;
    }
}
