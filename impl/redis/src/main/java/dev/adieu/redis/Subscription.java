// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.redis;

import dev.adieu.Reason;
import dev.adieu.SessionId;
import dev.adieu.spi.SessionStore.Watch;
import dev.adieu.spi.SessionStore.Watcher;
import dev.adieu.spi.Watchers;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;

/** Hears of every end, as long as somebody watches, on a thread of its own. What is told while cut off is missed. */
final class Subscription implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("dev.adieu");
    private static final int PATIENCE_SECONDS = 5;
    /** What a script tells of one end; anything else that somebody may send there is passed over. */
    private static final Pattern END = Pattern.compile("(?<=^| )([\\w-]{4,128}):([a-z][a-z0-9_]{0,63})(?= |$)");

    private final UnifiedJedis client;
    private final String channel;
    private final Watchers watchers = new Watchers();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final CountDownLatch subscribed = new CountDownLatch(1);
    private @Nullable Thread thread;

    Subscription(UnifiedJedis client, String channel) {
        this.client = client;
        this.channel = channel;
    }

    /** The ends that a message tells of. */
    static void ends(String message, BiConsumer<SessionId, Reason> each) {
        END.matcher(message)
                .results()
                .forEach(end -> each.accept(new SessionId(end.group(1)), new Reason(end.group(2))));
    }

    Watch watch(Watcher watcher) {
        var watch = watchers.add(watcher);
        start();
        return watch;
    }

    /** Returns when the subscription is there, or not for a while: it is tried on. */
    private void start() {
        synchronized (this) {
            if (thread == null) {
                thread = new Thread(this::listen, "adieu-redis-watch");
                thread.setDaemon(true);
                thread.start();
            }
        }
        try {
            subscribed.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void listen() {
        try {
            do {
                try {
                    client.subscribe(listener, channel);
                } catch (JedisException e) {
                    LOG.log(System.Logger.Level.WARNING, "Not told which sessions end; tried again in a second", e);
                }
            } while (!closed.await(1, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final JedisPubSub listener = new JedisPubSub() {
        @Override
        public void onSubscribe(String name, int subscribedChannels) {
            subscribed.countDown();
        }

        @Override
        public void onMessage(String name, String ends) {
            ends(ends, watchers::tell);
        }
    };

    @Override
    public void close() {
        closed.countDown();
        watchers.clear();
        try {
            if (listener.isSubscribed()) {
                listener.unsubscribe();
            }
        } catch (JedisException e) {
            LOG.log(System.Logger.Level.DEBUG, "The connection was dead already", e);
        }
    }
}
