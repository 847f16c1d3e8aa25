// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.benchmark;

import dev.adieu.core.InMemorySessionStore;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Signing in, calling and signing out at full speed, by all cores, for a while: what stays behind. */
final class Soak implements Part {
    private static final Duration LENGTH = Benchmarks.QUICK ? Duration.ofSeconds(5) : Duration.ofMinutes(10);
    private static final int SAMPLES = 20;
    private static final int OTHERS = 10_000;
    private static final String NAME = "Adieu in memory";

    @Override
    public String name() {
        return "soak";
    }

    @Override
    public String title() {
        return "Signing in and out at full speed, for %d s".formatted(LENGTH.toSeconds());
    }

    @Override
    public List<String> options() {
        return List.of("-Xmx256m", "-XX:+UseSerialGC");
    }

    @Override
    public Duration patience() {
        return LENGTH.plusMinutes(3);
    }

    @Override
    public void measure(Report report) throws Exception {
        var adieu = new AdieuContender(NAME, new InMemorySessionStore(Clock.systemUTC()));
        Crowd.of(0, OTHERS, adieu);
        var done = new AtomicLong();
        var heaps = new ArrayList<Long>();
        for (int sample = 0; sample < SAMPLES; sample++) {
            work(adieu, done, sample);
            heaps.add(Memory.used());
        }
        // The first fifth compiles and fills caches.
        var settled = heaps.subList(SAMPLES / 5, SAMPLES);
        var half = settled.size() / 2;
        var growth = median(settled.subList(half, settled.size())) / median(settled.subList(0, half));
        report.add(NAME, "signed in and out", done.get(), "sessions");
        report.add(NAME, "each second", 1.0 * done.get() / LENGTH.toSeconds(), "sessions");
        report.add(NAME, "heap after a collection", median(settled) / 1024 / 1024, "MB");
        report.add(NAME, "heap of the second half to the first", growth, "×", Goal.atMost(1.02));
    }

    private static double median(List<Long> of) {
        var sorted = of.stream().mapToLong(Long::longValue).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static void work(Contender adieu, AtomicLong done, int sample) throws InterruptedException {
        var end = System.nanoTime() + LENGTH.toNanos() / SAMPLES;
        var threads = new Thread[Runtime.getRuntime().availableProcessors()];
        for (int i = 0; i < threads.length; i++) {
            var subject = "subject of thread " + i + " in sample " + sample + " ";
            threads[i] = new Thread(() -> {
                for (long n = 0; System.nanoTime() < end; n++) {
                    var login = adieu.signIn(subject + n % 1000);
                    adieu.find(login.credential());
                    adieu.signOut(login);
                    done.incrementAndGet();
                }
            });
        }
        Arrays.stream(threads).forEach(Thread::start);
        for (var thread : threads) {
            thread.join();
        }
    }
}
