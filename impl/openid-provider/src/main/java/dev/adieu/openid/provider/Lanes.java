// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Tells many clients at once, and lets none of them hold up another. Each has a lane of its own, which opens as its client
 * answers: at first one at a time, then more. One whose client fails is closed for a while, and then tried with one.
 *
 * <p>Safe for many threads. Holds no thread while it waits.
 */
final class Lanes {
    private static final System.Logger LOG = System.getLogger("dev.adieu");
    /** However many are waiting in memory; then {@link #add} waits. */
    private static final int MOST = 100_000;
    /** However many wait for one client, so that a slow one leaves room. The others are left for later at once. */
    private static final int MOST_OF_CLIENT = 10_000;
    /** However many wait for one that fails. */
    private static final int MOST_FAILING = 100;

    private static final int GROWTH = 3;

    /**
     * How a client that fails is tried again (BC-10).
     *
     * @param first what it waits first; then {@value #GROWTH} times as long each time
     * @param patience for how long; what is left then is left for later
     */
    record Retries(Duration first, Duration patience) {
        /** The token is good for as long. What is left then has the store's delays, which grow. */
        static final Retries USUAL = new Retries(Duration.ofSeconds(1), Duration.ofSeconds(45));

        long delayMillis(int failures) {
            return (long) Math.min(first.toMillis() * Math.pow(GROWTH, failures - 1.0), patience.toMillis());
        }
    }

    private static final class Lane {
        private final String client;
        private final Deque<Delivery> waiting = new ArrayDeque<>();
        private int running;
        private int open = 1;
        private int failures;
        private boolean closed;
        private boolean queued;

        Lane(String client) {
            this.client = client;
        }

        boolean isReady() {
            return !closed && running < open && !waiting.isEmpty();
        }
    }

    private final int concurrency;
    private final int perClient;
    private final Executor threads;
    private final ScheduledExecutorService timer;
    private final Function<Delivery, Delivery.Answer> send;
    private final Retries retries;
    private final Consumer<ClientNotified> observers;
    private final Semaphore room = new Semaphore(MOST);
    private final Map<String, Lane> lanes = new HashMap<>();
    private final Deque<Lane> ready = new ArrayDeque<>();
    private int running;

    /**
     * @param concurrency how many are told at a time
     * @param send tells one, once
     * @param observers are told what became of each; throw nothing
     */
    Lanes(
            int concurrency,
            Executor threads,
            ScheduledExecutorService timer,
            Function<Delivery, Delivery.Answer> send,
            Retries retries,
            Consumer<ClientNotified> observers) {
        this.concurrency = concurrency;
        // One that never answers leaves most of it to the others.
        this.perClient = Math.max(1, concurrency / 4);
        this.threads = threads;
        this.timer = timer;
        this.send = send;
        this.retries = retries;
        this.observers = observers;
    }

    /** Takes one. Waits while there are very many already. */
    void add(Delivery delivery) {
        try {
            room.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            conclude(delivery, Delivery.Answer.failed(false, "stopped"));
            return;
        }
        delivery.taken();
        delivery.answered().whenComplete((answer, failure) -> room.release());
        if (!take(delivery)) {
            conclude(delivery, Delivery.Answer.failed(false, "many are waiting already"));
        }
    }

    private synchronized boolean take(Delivery delivery) {
        var lane = lanes.computeIfAbsent(delivery.client().id(), Lane::new);
        if (lane.waiting.size() >= (lane.failures > 0 ? MOST_FAILING : MOST_OF_CLIENT)) {
            return false;
        }
        lane.waiting.add(delivery);
        go(lane);
        return true;
    }

    /** How many are being told now. */
    synchronized int running() {
        return running;
    }

    /** How many wait. */
    synchronized int waiting() {
        return lanes.values().stream().mapToInt(lane -> lane.waiting.size()).sum();
    }

    /** Puts a lane where it has its turn, and begins whatever may be. */
    private void go(Lane changed) {
        enqueue(changed);
        while (running < concurrency && !ready.isEmpty()) {
            var lane = ready.remove();
            lane.queued = false;
            // It may have been closed meanwhile.
            if (lane.isReady()) {
                var delivery = lane.waiting.remove();
                lane.running++;
                running++;
                enqueue(lane);
                begin(lane, delivery);
            }
        }
    }

    private void begin(Lane lane, Delivery delivery) {
        try {
            threads.execute(() -> tell(lane, delivery));
        } catch (RuntimeException | Error e) {
            // No thread to be had: that is for later.
            lane.running--;
            running--;
            conclude(delivery, Delivery.Answer.failed(false, e.getClass().getName()));
        }
    }

    private void enqueue(Lane lane) {
        if (lane.isReady() && !lane.queued) {
            lane.queued = true;
            ready.add(lane);
        }
    }

    private void tell(Lane lane, Delivery delivery) {
        delivery.attempted();
        var answer = attempt(delivery);
        if (!again(lane, delivery, answer)) {
            conclude(delivery, answer);
        }
    }

    private Delivery.Answer attempt(Delivery delivery) {
        try {
            return send.apply(delivery);
        } catch (RuntimeException | Error e) {
            // Whatever it is, the lane goes on.
            return Delivery.Answer.failed(false, e.getClass().getName());
        }
    }

    /** Whoever listens hears of it before whoever waits goes on. */
    private void conclude(Delivery delivery, Delivery.Answer answer) {
        try {
            observers.accept(delivery.notified(answer));
        } finally {
            delivery.answered().complete(answer);
        }
    }

    /** What its answer says of the lane. Whether it is tried again here. */
    private synchronized boolean again(Lane lane, Delivery delivery, Delivery.Answer answer) {
        lane.running--;
        running--;
        var again = !answer.isFinal() && answer.soon() && !isTooOld(delivery);
        if (again) {
            lane.waiting.addFirst(delivery);
        }
        if (answer.isFinal() || !answer.soon()) {
            lane.failures = 0;
            lane.open = Math.min(perClient, lane.open * 2);
        } else {
            close(lane, answer);
        }
        go(lane);
        forget(lane);
        return again;
    }

    private void close(Lane lane, Delivery.Answer answer) {
        lane.open = 1;
        // Several may fail at once, which is one failure.
        if (!lane.closed) {
            lane.closed = true;
            lane.failures++;
            var delay = retries.delayMillis(lane.failures);
            LOG.log(
                    lane.failures == 1 ? System.Logger.Level.WARNING : System.Logger.Level.DEBUG,
                    "Client {0} cannot be told of sessions that have ended: {1}. Tried again in {2} ms",
                    lane.client,
                    answer.detail(),
                    delay);
            timer.schedule(() -> threads.execute(() -> reopen(lane)), delay, TimeUnit.MILLISECONDS);
        }
    }

    private void reopen(Lane lane) {
        leave(lane).forEach(old -> conclude(old, Delivery.Answer.failed(false, "the client has failed")));
    }

    /** Opens it again. What has waited for too long is left. */
    private synchronized List<Delivery> leave(Lane lane) {
        lane.closed = false;
        var old = new ArrayList<Delivery>();
        // The first is tried in any case: it is how the lane learns that its client is back.
        var first = lane.waiting.poll();
        lane.waiting.removeIf(each -> isTooOld(each) && old.add(each));
        if (first != null) {
            lane.waiting.addFirst(first);
        }
        go(lane);
        forget(lane);
        return old;
    }

    private void forget(Lane lane) {
        if (lane.running == 0 && lane.waiting.isEmpty() && !lane.closed) {
            lanes.remove(lane.client, lane);
        }
    }

    private boolean isTooOld(Delivery delivery) {
        return System.nanoTime() - delivery.since() > retries.patience().toNanos();
    }
}
