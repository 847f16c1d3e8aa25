// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.redis;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Hears of what is told in channels, on a thread and a connection of its own, until it is closed. While it cannot, it is tried
 * each second, and the log says once that it is so, and once that it is over.
 */
final class Listening implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("dev.adieu");

    private final UnifiedJedis client;
    private final String[] channels;
    private final String meanwhile;
    private final Runnable begins;
    private final BiConsumer<String, String> hears;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean isLost;

    /**
     * Not begun yet.
     *
     * @param meanwhile what becomes of it while nothing is heard, for the log
     * @param begins when it hears of one of the channels from now on; what was told before is missed
     * @param hears channel and message
     */
    Listening(
            UnifiedJedis client,
            String[] channels,
            String meanwhile,
            Runnable begins,
            BiConsumer<String, String> hears) {
        this.client = client;
        this.channels = channels;
        this.meanwhile = meanwhile;
        this.begins = begins;
        this.hears = hears;
    }

    void start(String name) {
        var thread = new Thread(this::listen, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void listen() {
        try {
            do {
                try {
                    client.subscribe(listener, channels);
                } catch (JedisException e) {
                    say(e);
                }
            } while (!closed.await(1, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void say(JedisException e) {
        if (!isLost && closed.getCount() > 0) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Not told which sessions end: {0}. {1}. Tried again each second",
                    Failures.reason(e),
                    meanwhile);
            isLost = true;
        }
        LOG.log(System.Logger.Level.DEBUG, "Not told which sessions end", e);
    }

    private final JedisPubSub listener = new JedisPubSub() {
        @Override
        public void onSubscribe(String name, int subscribedChannels) {
            if (isLost) {
                isLost = false;
                LOG.log(System.Logger.Level.INFO, "Told which sessions end, from now on");
            }
            begins.run();
            if (closed.getCount() == 0) {
                unsubscribe();
            }
        }

        @Override
        public void onMessage(String name, String message) {
            hears.accept(name, message);
        }
    };

    /** Leaves, and comes back on another connection; or is known to be cut off some time later. */
    void beginAnew() {
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
        beginAnew();
    }
}
