// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.redis;

import dev.adieu.SessionId;
import dev.adieu.spi.SessionStore.Watch;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;

/** Hears of every end, as long as somebody watches, on a thread of its own. What is told while cut off is missed. */
final class Subscription implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("dev.adieu");
    private static final int PATIENCE_SECONDS = 5;

    private final UnifiedJedis client;
    private final String channel;
    private final List<Consumer<SessionId>> watchers = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final CountDownLatch subscribed = new CountDownLatch(1);
    private @Nullable Thread thread;

    Subscription(UnifiedJedis client, String channel) {
        this.client = client;
        this.channel = channel;
    }

    Watch watch(Consumer<SessionId> watcher) {
        Consumer<SessionId> mine = watcher::accept;
        watchers.add(mine);
        start();
        return () -> watchers.remove(mine);
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
        public void onMessage(String name, String ids) {
            for (var id : ids.split(" ")) {
                SessionId.parse(id).ifPresent(Subscription.this::tell);
            }
        }
    };

    private void tell(SessionId id) {
        for (var watcher : watchers) {
            try {
                watcher.accept(id);
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.WARNING, "A watcher of sessions failed", e);
            }
        }
    }

    @Override
    public void close() {
        closed.countDown();
        watchers.clear();
        if (listener.isSubscribed()) {
            listener.unsubscribe();
        }
    }
}
