// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider;

import dev.adieu.Reason;
import dev.adieu.spi.SessionRecord;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** The threads, connections and counts of telling clients. Safe for many threads. */
final class Notifications implements ClientNotificationsMXBean, AutoCloseable {
    /** In which the user's answer has left, so that it does not share the processors with what is told then. */
    private static final Duration ANSWER = Duration.ofMillis(20);

    private final LongAdder told = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final ExecutorService threads;
    private final ExecutorService planning;
    private final ScheduledExecutorService timer = Threads.timer("adieu-back-channel-timer");
    private final Receivers receivers;
    private final Lanes lanes;
    private final Outbox outbox;
    private final Registration registration;

    /**
     * @param observers are told of each outcome
     * @param outboxes makes the outbox, of where it plans, and what delivers
     */
    Notifications(
            int concurrency,
            LogoutTokens tokens,
            PublicAddresses addresses,
            Lanes.Retries retries,
            Consumer<ClientNotified> observers,
            BiFunction<Executor, BiConsumer<Delivery, Duration>, Outbox> outboxes) {
        threads = Threads.waiting(concurrency, "adieu-back-channel");
        planning = Threads.upTo(1, "adieu-back-channel-plan");
        receivers = new Receivers(concurrency, addresses, timer);
        var sender = new Sender(tokens, receivers::send, this::isGone, Clock.systemUTC());
        lanes = new Lanes(
                concurrency, threads, timer, sender::send, retries, notified -> observers.accept(count(notified)));
        outbox = outboxes.apply(task -> later(ANSWER, task), (delivery, delay) -> {
            if (delay.isZero()) {
                lanes.add(delivery);
            } else {
                later(delay, () -> lanes.add(delivery));
            }
        });
        registration = Registration.of(this, tokens.issuer());
    }

    CompletableFuture<Void> tell(List<SessionRecord> ended) {
        return outbox.tell(ended);
    }

    CompletableFuture<Void> tell(List<ClientNotices.Told> sessions, Set<String> clientIds, Reason reason) {
        return outbox.tell(sessions, clientIds, reason);
    }

    private boolean isGone(String subject) {
        return outbox.isGone(subject);
    }

    /** Where nobody waits for it, since it may have to wait itself. */
    private void later(Duration delay, Runnable task) {
        timer.schedule(() -> planning.execute(task), delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    private ClientNotified count(ClientNotified notified) {
        switch (notified.outcome()) {
            case TOLD -> told.increment();
            case REFUSED -> refused.increment();
            case FAILED -> failed.increment();
        }
        return notified;
    }

    @Override
    public long getTold() {
        return told.sum();
    }

    @Override
    public long getRefused() {
        return refused.sum();
    }

    @Override
    public long getFailed() {
        return failed.sum();
    }

    @Override
    public int getSessions() {
        return outbox.sessions();
    }

    @Override
    public int getWaiting() {
        return lanes.waiting();
    }

    @Override
    public int getSending() {
        return lanes.running();
    }

    /** What is under way is cut off, and outstanding in the store. */
    @Override
    public void close() {
        registration.close();
        timer.shutdownNow();
        planning.shutdownNow();
        threads.shutdownNow();
        receivers.close();
    }
}
