// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.redis;

import dev.adieu.spi.Follower;
import dev.adieu.spi.Follower.Following;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Tells a follower of every end. The scripts that end sessions tell so in the same step, and one server sends a subscriber
 * everything in the order in which it happened: so an echo comes after every end before it. The nodes of a cluster promise no
 * such order.
 */
final class EndsFollowing implements Following {
    /** Without a word for so long, it leaves and begins anew: the connection may be dead, or lead elsewhere by now. */
    private static final long SILENCE = TimeUnit.SECONDS.toNanos(5);

    private static final Pattern ECHO = Pattern.compile("(-?\\d{1,18}):(\\d{13})");

    private final Redis redis;
    private final ServerTime time;
    private final String ends;
    private final String echoes;
    private final Follower follower;
    private final Listening listening;
    private volatile long heard = System.nanoTime();

    EndsFollowing(Redis redis, Keys keys, ServerTime time, RandomIds ids, Follower follower) {
        this.redis = redis;
        this.time = time;
        this.ends = keys.ended();
        this.echoes = keys.echo(ids.next());
        this.follower = follower;
        this.listening = new Listening(
                redis.client(),
                new String[] {ends, echoes},
                "Nothing is near meanwhile: every request asks Redis",
                this::begin,
                this::hear);
        listening.start("adieu-redis-near-cache");
    }

    @Override
    public void echo(long mark) {
        if (System.nanoTime() - heard > SILENCE) {
            heard = System.nanoTime();
            listening.beginAnew();
        }
        redis.run("answer", Script.ECHO, List.of(), Arguments.of(time.argument(), "", echoes, Long.toString(mark)));
    }

    private void begin() {
        heard = System.nanoTime();
        follower.lost();
    }

    private void hear(String channel, String message) {
        heard = System.nanoTime();
        if (channel.equals(ends)) {
            Subscription.ends(message, (session, reason) -> follower.ended(session));
            return;
        }
        var echo = ECHO.matcher(message);
        if (echo.matches()) {
            follower.echoed(Long.parseLong(echo.group(1)), Instant.ofEpochMilli(Long.parseLong(echo.group(2))));
        }
    }

    @Override
    public void close() {
        listening.close();
    }
}
