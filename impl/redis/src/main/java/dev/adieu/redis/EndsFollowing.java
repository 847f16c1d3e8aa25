// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.redis;

import dev.adieu.spi.Follower;
import dev.adieu.spi.Follower.Following;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Tells a follower of every end, on a connection and a thread of its own. The scripts that end sessions tell so in the same
 * step, and one server sends a subscriber everything in the order in which it happened: so an echo comes after every end
 * before it. The nodes of a cluster promise no such order.
 */
final class EndsFollowing implements Following {
    private static final System.Logger LOG = System.getLogger("dev.adieu");
    /** Without a word for so long, it leaves and begins anew: the connection may be dead, or lead elsewhere by now. */
    private static final long SILENCE = TimeUnit.SECONDS.toNanos(5);

    private static final Pattern ECHO = Pattern.compile("(-?\\d{1,18}):(\\d{13})");

    private final Redis redis;
    private final ServerTime time;
    private final String ends;
    private final String echoes;
    private final Follower follower;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile long heard = System.nanoTime();

    EndsFollowing(Redis redis, Keys keys, ServerTime time, RandomIds ids, Follower follower) {
        this.redis = redis;
        this.time = time;
        this.ends = keys.ended();
        this.echoes = keys.echo(ids.next());
        this.follower = follower;
        var thread = new Thread(this::listen, "adieu-redis-near-cache");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void echo(long mark) {
        if (System.nanoTime() - heard > SILENCE) {
            heard = System.nanoTime();
            leave();
        }
        redis.run("answer", Script.ECHO, List.of(), Arguments.of(time.argument(), "", echoes, Long.toString(mark)));
    }

    private void listen() {
        try {
            do {
                try {
                    redis.client().subscribe(listener, ends, echoes);
                } catch (JedisException e) {
                    LOG.log(
                            System.Logger.Level.WARNING,
                            "Not told which sessions end: nothing is near until that is so",
                            e);
                }
            } while (!closed.await(1, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final JedisPubSub listener = new JedisPubSub() {
        @Override
        public void onSubscribe(String name, int subscribedChannels) {
            heard = System.nanoTime();
            follower.lost();
            if (closed.getCount() == 0) {
                unsubscribe();
            }
        }

        @Override
        public void onMessage(String name, String message) {
            heard = System.nanoTime();
            if (name.equals(ends)) {
                Subscription.ends(message, (session, reason) -> follower.ended(session));
                return;
            }
            var echo = ECHO.matcher(message);
            if (echo.matches()) {
                follower.echoed(Long.parseLong(echo.group(1)), Instant.ofEpochMilli(Long.parseLong(echo.group(2))));
            }
        }
    };

    /** What it listens to is over then, or known to be dead some time later. */
    private void leave() {
        try {
            if (listener.isSubscribed()) {
                listener.unsubscribe();
            }
        } catch (JedisException e) {
            LOG.log(System.Logger.Level.DEBUG, "The connection was dead already", e);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        leave();
    }
}
