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
import redis.clients.jedis.UnifiedJedis;

/** Hears of every end, as long as somebody watches. What is told while cut off is missed. */
final class Subscription implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 5;
    /** What a script tells of one end; anything else that somebody may send there is passed over. */
    private static final Pattern END = Pattern.compile("(?<=^| )([\\w-]{4,128}):([a-z][a-z0-9_]{0,63})(?= |$)");

    private final Watchers watchers = new Watchers();
    private final CountDownLatch subscribed = new CountDownLatch(1);
    private final Listening listening;
    private boolean isStarted;

    Subscription(UnifiedJedis client, String channel) {
        this.listening = new Listening(
                client,
                new String[] {channel},
                "Live connections of sessions that end on other nodes close a little later",
                subscribed::countDown,
                (name, ends) -> ends(ends, watchers::tell));
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
            if (!isStarted) {
                isStarted = true;
                listening.start("adieu-redis-watch");
            }
        }
        try {
            subscribed.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        watchers.clear();
        listening.close();
    }
}
