// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.benchmark;

import dev.adieu.core.InMemorySessionStore;
import dev.adieu.jdbc.PostgreSqlPlace;
import dev.adieu.redis.RedisPlace;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.session.MapSessionRepository;

/** Signing out here, and everywhere, of one and of many sessions, beside few and many sessions of others. */
final class SignOuts implements Part {
    private static final String ONE = "one session";
    private static final int FEW = 1000;
    private static final int MANY = 1_000_000;
    private static final int MOST = Benchmarks.QUICK ? FEW : Integer.getInteger("benchmarks.others", MANY);
    private static final int[] OTHERS =
            IntStream.of(FEW, 100_000, MANY).filter(each -> each <= MOST).toArray();
    /** Spring's are filled no further: what ends a subject's sessions there does not depend on it. */
    private static final int MOST_OF_OTHERS = 100_000;

    private static final int[] DEVICES = {1, 200, 1000};

    /** Sends commands, and counts them. */
    private interface Counter {
        int count(Runnable work) throws IOException;
    }

    @Override
    public String name() {
        return "sign-out";
    }

    @Override
    public String title() {
        return "Sign-out, here and everywhere";
    }

    @Override
    public List<String> options() {
        return List.of(Benchmarks.QUICK ? "-Xmx512m" : "-Xmx3g");
    }

    @Override
    public int megabytes() {
        return Benchmarks.QUICK ? 1000 : 6000;
    }

    @Override
    public Duration patience() {
        return Duration.ofMinutes(MOST < MANY ? 12 : 40);
    }

    @Override
    public void measure(Report report) throws Exception {
        try (var redis = new RedisPlace()) {
            var adieu = new AdieuContender("Adieu, Redis", redis.store());
            var spring = new SpringContender<>("Spring Session, Redis indexed", redis.indexed());
            commands(report, adieu, "commands", redis::commands);
            commands(report, spring, "commands", redis::commands);
            times(report, adieu, spring, () -> null);
        }
        try (var postgreSql = new PostgreSqlPlace()) {
            var adieu = "Adieu, PostgreSQL";
            var spring = "Spring Session, PostgreSQL";
            commands(
                    report, new AdieuContender(adieu, postgreSql.countedStore()), "statements", postgreSql::statements);
            commands(
                    report,
                    new SpringContender<>(spring, postgreSql.countedRepository()),
                    "statements",
                    postgreSql::statements);
            times(
                    report,
                    new AdieuContender(adieu, postgreSql.store()),
                    new SpringContender<>(spring, postgreSql.repository()),
                    () -> {
                        postgreSql.analyze();
                        return null;
                    });
        }
        times(
                report,
                new AdieuContender("Adieu in memory", new InMemorySessionStore(Clock.systemUTC())),
                new SpringContender<>("Spring Session, map", new MapSessionRepository(new ConcurrentHashMap<>())),
                () -> null);
        report.note(
                "Times are medians; Adieu and Spring Session take turns on the same server, each beside as many sessions"
                        + " of its own others (Spring Session at most " + "%,d".formatted(MOST_OF_OTHERS)
                        + "). Spring's map has no index: nobody can be signed out everywhere.");
        report.note(
                "Commands are what Redis tells MONITOR that clients sent, statements what goes through the data source,"
                        + " its BEGIN and COMMIT not counted.");
    }

    private static void commands(Report report, Contender contender, String unit, Counter counter) throws IOException {
        // Scripts are loaded and statements prepared by the first.
        contender.signOut(contender.signIn("warm up"));
        signIn(contender, "warm up", 2);
        contender.signOutEverywhere("warm up");
        var login = contender.signIn("one");
        var ours = contender instanceof AdieuContender;
        add(report, contender, "sign-out", counter.count(() -> contender.signOut(login)), unit, ours);
        for (var devices : DEVICES) {
            signIn(contender, "many", devices);
            var sent = counter.count(() -> contender.signOutEverywhere("many"));
            add(report, contender, "everywhere, %,d sessions".formatted(devices), sent, unit, ours);
        }
    }

    private static void add(Report report, Contender contender, String what, int sent, String unit, boolean ours) {
        if (ours) {
            report.add(contender.name(), what, sent, unit, Goal.atMost(1));
        } else {
            report.add(contender.name(), what, sent, unit);
        }
    }

    private static void signIn(Contender contender, String subject, int devices) {
        IntStream.range(0, devices).parallel().forEach(i -> contender.signIn(subject));
    }

    private static void times(Report report, Contender adieu, Contender spring, Callable<?> filled) throws Exception {
        var indexed = spring instanceof SpringContender<?> each && each.isIndexed();
        var there = new int[2];
        var ofFew = 0.0;
        for (var others : OTHERS) {
            Crowd.of(there[0], others, adieu);
            there[0] = others;
            var theirs = Math.min(others, MOST_OF_OTHERS);
            Crowd.of(there[1], theirs, spring);
            there[1] = theirs;
            filled.call();
            var beside = " beside %,d".formatted(others);

            var one = one(adieu, spring);
            report.add(adieu.name(), ONE + beside, one[0], "µs");
            report.add(spring.name(), ONE + beside, one[1], "µs");
            for (var devices : DEVICES) {
                var what = "everywhere, %,d sessions".formatted(devices) + beside;
                var took = everywhere(adieu, indexed ? spring : null, devices);
                report.add(adieu.name(), what, took[0], "µs");
                if (indexed) {
                    report.add(spring.name(), what, took[1], "µs");
                    var measure = "faster than Spring Session: " + what;
                    if (devices == 200) {
                        report.add(adieu.name(), measure, took[1] / took[0], "×", Goal.atLeast(50));
                    } else {
                        report.add(adieu.name(), measure, took[1] / took[0], "×");
                    }
                }
                if (devices == 200 && others == FEW) {
                    ofFew = took[0];
                } else if (devices == 200) {
                    // An index of so many entries is as much deeper as their logarithm is.
                    var deeper = Math.log(others) / Math.log(FEW);
                    report.add(
                            adieu.name(),
                            "everywhere, 200 sessions: beside %,d to beside %,d".formatted(others, FEW),
                            took[0] / ofFew,
                            "×",
                            Goal.atMost(Math.round(deeper * 100) / 100.0));
                }
            }
        }
    }

    private static double[] one(Contender adieu, Contender spring) throws Exception {
        var times = new Timed(adieu, spring);
        times.measure(Benchmarks.rounds(1500), contender -> {
            var login = contender.signIn("one");
            return () -> contender.signOut(login);
        });
        return times.medians();
    }

    private static double[] everywhere(Contender adieu, @Nullable Contender spring, int devices) throws Exception {
        var times = spring == null ? new Timed(adieu) : new Timed(adieu, spring);
        times.measure(Math.max(Benchmarks.QUICK ? 3 : 9, Benchmarks.rounds(4000) / (devices + 10)), contender -> {
            signIn(contender, "many", devices);
            return () -> contender.signOutEverywhere("many");
        });
        return times.medians();
    }

    /** Takes times in turn, of what something else has to be done for before. */
    private static final class Timed {
        private interface Preparation {
            Callable<?> prepare(Contender contender);
        }

        private final List<Contender> contenders;
        private long[][] nanoseconds = {};

        Timed(Contender... contenders) {
            this.contenders = List.of(contenders);
        }

        void measure(int rounds, Preparation preparation) throws Exception {
            nanoseconds = new long[contenders.size()][rounds];
            for (int round = -(rounds / 3 + 1); round < rounds; round++) {
                for (int i = 0; i < contenders.size(); i++) {
                    var which = round % 2 == 0 ? i : contenders.size() - 1 - i;
                    var call = preparation.prepare(contenders.get(which));
                    var from = System.nanoTime();
                    call.call();
                    var took = System.nanoTime() - from;
                    if (round >= 0) {
                        nanoseconds[which][round] = took;
                    }
                }
            }
        }

        double[] medians() {
            return Arrays.stream(nanoseconds)
                    .mapToDouble(each -> new Interleaved.Times(each, 1).median())
                    .toArray();
        }
    }
}
