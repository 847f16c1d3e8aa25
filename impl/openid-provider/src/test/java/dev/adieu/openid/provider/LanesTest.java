// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider;

import dev.adieu.Reason;
import dev.adieu.openid.provider.Delivery.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

@Timeout(60)
class LanesTest {
    private static final int CONCURRENCY = 16;
    private static final Lanes.Retries SOON = new Lanes.Retries(Duration.ofMillis(20), Duration.ofSeconds(20));

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ScheduledExecutorService timer = Threads.timer("adieu-test");
    private final AtomicInteger most = new AtomicInteger();
    private final AtomicInteger now = new AtomicInteger();

    @AfterEach
    void stop() {
        threads.shutdownNow();
        timer.shutdownNow();
    }

    private Lanes lanes(Lanes.Retries retries, Function<Delivery, Answer> send) {
        return new Lanes(
                CONCURRENCY,
                threads,
                timer,
                delivery -> {
                    most.accumulateAndGet(now.incrementAndGet(), Math::max);
                    try {
                        return send.apply(delivery);
                    } finally {
                        now.decrementAndGet();
                    }
                },
                retries,
                notified -> {});
    }

    private static Delivery to(String client) {
        return new Delivery(
                Client.builder(client)
                        .confidential()
                        .backChannel("http://" + client + ".example/", true)
                        .build(),
                "alice",
                List.of("sid"),
                false,
                Reason.SIGN_OUT);
    }

    private static Answer slowly(Delivery delivery) {
        CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(10, TimeUnit.MILLISECONDS))
                .join();
        return Answer.told("HTTP 200");
    }

    private static List<Answer> send(Lanes lanes, List<Delivery> all) {
        all.forEach(lanes::add);
        return all.stream().map(each -> each.answered().join()).toList();
    }

    @Test
    void manyAreToldAtATimeAndNeverMoreThanThat() {
        var all = IntStream.range(0, 2000).mapToObj(i -> to("client" + i % 100)).toList();

        var answers = send(lanes(SOON, LanesTest::slowly), all);

        assertThat(answers.stream().filter(Answer::isFinal).count(), is(2000L));
        assertThat(most.get(), is(CONCURRENCY));
    }

    @Test
    void oneClientHasAPartOfThem() {
        var all = IntStream.range(0, 200).mapToObj(i -> to("one")).toList();

        send(lanes(SOON, LanesTest::slowly), all);

        assertThat(most.get(), allOf(greaterThan(1), lessThanOrEqualTo(CONCURRENCY / 4)));
    }

    @Test
    void oneThatNeverAnswersDelaysNobodyElse() throws Exception {
        var silence = new CountDownLatch(1);
        var lanes = lanes(SOON, delivery -> {
            if (delivery.client().id().equals("silent")) {
                await(silence);
            }
            return Answer.told("HTTP 200");
        });
        var silent = IntStream.range(0, 15_000).mapToObj(i -> to("silent")).toList();
        silent.forEach(lanes::add);

        send(
                lanes,
                IntStream.range(0, 1000).mapToObj(i -> to("client" + i % 10)).toList());

        assertThat(silent.stream().filter(each -> !each.answered().isDone()).count(), is(10_001L));
        silence.countDown();
        silent.forEach(each -> each.answered().join());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** BC-10 */
    @Test
    void oneThatFailsIsTriedAgainAfterGrowingDelays() {
        var at = new ConcurrentLinkedQueue<Long>();
        var lanes = lanes(SOON, delivery -> {
            at.add(System.nanoTime());
            return at.size() < 5 ? Answer.failed(true, "HTTP 503") : Answer.told("HTTP 200");
        });
        var delivery = to("shop");

        var answer = send(lanes, List.of(delivery)).get(0);

        assertThat(answer.isFinal(), is(true));
        assertThat(delivery.attempts(), is(5));
        var times = List.copyOf(at);
        var least = 20L;
        for (int i = 1; i < times.size(); i++) {
            assertThat(TimeUnit.NANOSECONDS.toMillis(times.get(i) - times.get(i - 1)), greaterThan(least - 2));
            least *= 3;
        }
    }

    @Test
    void whatWillNotGoBetterIsNotTriedAgain() {
        var tries = new AtomicInteger();
        var lanes = lanes(SOON, delivery -> {
            tries.incrementAndGet();
            return delivery.client().id().equals("refuses")
                    ? Answer.refused("HTTP 400")
                    : Answer.failed(false, "no key");
        });

        var answers = send(lanes, List.of(to("refuses"), to("unsigned")));

        assertThat(tries.get(), is(2));
        assertThat(
                answers.stream().map(Answer::outcome).toList(),
                is(List.of(ClientNotified.Outcome.REFUSED, ClientNotified.Outcome.FAILED)));
    }

    /** A dead client is called seldom, however many have signed out, and what waits for it is bounded. */
    @Test
    void whatADeadClientMissesIsLeftForLater() {
        var tries = new AtomicInteger();
        var lanes = lanes(new Lanes.Retries(Duration.ofMillis(50), Duration.ofMillis(400)), delivery -> {
            tries.incrementAndGet();
            return Answer.failed(true, "refused");
        });

        var first = to("dead");
        lanes.add(first);
        var waited = System.nanoTime();
        while (tries.get() == 0 && System.nanoTime() - waited < TimeUnit.SECONDS.toNanos(10)) {
            Thread.onSpinWait();
        }
        var more = IntStream.range(0, 1000).mapToObj(i -> to("dead")).toList();
        var answers = new ArrayList<>(send(lanes, more));
        answers.add(first.answered().join());

        assertThat(answers.stream().noneMatch(Answer::isFinal), is(true));
        assertThat(tries.get(), lessThanOrEqualTo(20));
        assertThat(lanes.waiting() + lanes.running(), is(0));
    }

    @Test
    void oneThatIsBackIsToldAllThatWaits() {
        var tries = new AtomicInteger();
        var lanes = lanes(
                SOON,
                delivery -> tries.incrementAndGet() <= 3 ? Answer.failed(true, "refused") : Answer.told("HTTP 204"));

        var answers =
                send(lanes, IntStream.range(0, 80).mapToObj(i -> to("shop")).toList());

        assertThat(answers.stream().allMatch(Answer::isFinal), is(true));
        assertThat(tries.get(), is(83));
    }

    @Test
    void anErrorIsOneDeliverysAndNoLanes() {
        var tries = new AtomicInteger();
        var lanes = lanes(SOON, delivery -> {
            if (tries.incrementAndGet() <= 100) {
                throw new LinkageError("on purpose");
            }
            return Answer.told("HTTP 200");
        });

        var answers =
                send(lanes, IntStream.range(0, 200).mapToObj(i -> to("shop")).toList());

        assertThat(answers.stream().filter(Answer::isFinal).count(), is(100L));
        assertThat(lanes.running() + lanes.waiting(), is(0));
    }
}
