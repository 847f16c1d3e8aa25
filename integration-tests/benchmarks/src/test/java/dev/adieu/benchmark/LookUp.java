// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.benchmark;

import dev.adieu.core.InMemorySessionStore;
import dev.adieu.core.Near;
import dev.adieu.jdbc.PostgreSqlPlace;
import dev.adieu.redis.RedisPlace;
import dev.adieu.spi.SessionStore;
import dev.adieu.spi.Token;
import dev.adieu.spi.TokenHash;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.springframework.session.MapSessionRepository;

/**
 * What every request pays that asks who calls: from the credential, as it stands in the cookie, to the session. In memory
 * beside the floor, which is a SHA-256 of the credential and one read of a map; in a shared store beside the bare command
 * of the same client.
 */
final class LookUp implements Part {
    private static final String TIME = "a look-up";
    private static final String BYTES = "allocated for it";
    private static final String ADIEU = "Adieu in memory";
    private static final int SESSIONS = 1024;
    private static final int BATCH = 256;

    @Override
    public String name() {
        return "look-up";
    }

    @Override
    public String title() {
        return "Look-up on every request";
    }

    @Override
    public void measure(Report report) throws Exception {
        inMemory(report);
        try (var redis = new RedisPlace()) {
            redis(redis, report);
            near(
                    report,
                    "Adieu, near cache on Redis",
                    redis.store(),
                    new SpringContender<>("Spring Session, Redis indexed", redis.indexed()));
        }
        try (var postgreSql = new PostgreSqlPlace()) {
            postgreSql(postgreSql, report);
            near(
                    report,
                    "Adieu, near cache on PostgreSQL",
                    postgreSql.store(),
                    new SpringContender<>("Spring Session, PostgreSQL", postgreSql.repository()));
        }
        report.note("Times are medians. " + SESSIONS
                + " sessions, called in turn; each round calls everybody once, in a new"
                + " order. Bytes are the calling thread's; Spring's client for Redis allocates on others, too.");
        report.note(
                "Spring Session's look-up is its findById alone: it notes each request's time by a save that is not counted here.");
    }

    private interface Look<T> {
        Object at(T credential) throws Exception;
    }

    /** Looks at one after the other. */
    private static <T> Callable<Object> inTurn(List<T> credentials, Look<T> look) {
        return new Callable<>() {
            private int next;

            @Override
            public Object call() throws Exception {
                next = (next + 1) % SESSIONS;
                return look.at(credentials.get(next));
            }
        };
    }

    private static List<String> credentials(Contender contender) {
        return IntStream.range(0, SESSIONS)
                .mapToObj(i -> contender.signIn("subject " + i).credential())
                .toList();
    }

    private static Callable<Object> inTurn(Contender contender) {
        return inTurn(credentials(contender), contender::find);
    }

    /** What nothing that hashes what it is shown can go below; the digest is made once. */
    private static Callable<Object> floor() throws GeneralSecurityException {
        var credentials = IntStream.range(0, SESSIONS)
                .mapToObj(i -> "x".repeat(41) + (1000 + i))
                .toList();
        var digest = MessageDigest.getInstance("SHA-256");
        var sessions = new ConcurrentHashMap<String, Object>();
        for (var credential : credentials) {
            sessions.put(sha256(credential, digest), credential);
        }
        return inTurn(credentials, credential -> sessions.get(sha256(credential, digest)));
    }

    private static String sha256(String text, MessageDigest digest) {
        return new String(digest.digest(text.getBytes(StandardCharsets.ISO_8859_1)), StandardCharsets.ISO_8859_1);
    }

    private static void inMemory(Report report) throws Exception {
        var calls = Map.of(
                "floor",
                floor(),
                ADIEU,
                inTurn(new AdieuContender(ADIEU, new InMemorySessionStore(Clock.systemUTC()))),
                "Spring Session, map",
                inTurn(new SpringContender<>("", new MapSessionRepository(new ConcurrentHashMap<>()))));
        var names = List.of("floor", ADIEU, "Spring Session, map");
        var interleaved = new Interleaved(Benchmarks.rounds(4000), BATCH);
        names.forEach(name -> interleaved.with(name, calls.get(name)));
        var times = interleaved.measure();
        for (var name : names) {
            report.add(name, TIME, times.get(name).median(), "µs");
            var bytes = Allocation.of(100_000, calls.get(name));
            if (name.equals(ADIEU)) {
                report.add(name, BYTES, bytes, "bytes", Goal.atMost(600));
                report.add(name, "times the floor", ratio(times, name, "floor"), "×", Goal.atMost(1.5));
            } else {
                report.add(name, BYTES, bytes, "bytes");
                report.add(name, "times the floor", ratio(times, name, "floor"), "×");
            }
        }
    }

    /** What has been asked for before, beside the same floor; and beside what the alternative asks the same store for. */
    private static void near(Report report, String name, SessionStore strict, Contender alternative) throws Exception {
        try (var near = new Near(strict)) {
            var adieu = new AdieuContender(name, near.store());
            var credentials = credentials(adieu);
            near.await(hashes(credentials));
            var look = inTurn(credentials, adieu::find);
            var times = new Interleaved(Benchmarks.rounds(4000), BATCH)
                    .with("floor", floor())
                    .with(name, look)
                    .measure();
            var others = new Interleaved(Benchmarks.rounds(4000))
                    .with(alternative.name(), inTurn(alternative))
                    .measure();
            report.add(name, TIME, times.get(name).median(), "µs");
            report.add(name, BYTES, Allocation.of(100_000, look), "bytes", Goal.atMost(600));
            report.add(name, "times the floor", ratio(times, name, "floor"), "×", Goal.atMost(1.5));
            report.add(
                    name,
                    "times as fast as " + alternative.name(),
                    others.get(alternative.name()).median() / times.get(name).median(),
                    "×",
                    Goal.atLeast(40));
        }
    }

    private static List<TokenHash> hashes(List<String> credentials) {
        return credentials.stream()
                .map(each -> Token.parse(each).orElseThrow().hash())
                .toList();
    }

    private static double ratio(Map<String, Interleaved.Times> times, String one, String other) {
        return times.get(one).median() / times.get(other).median();
    }

    private static void redis(RedisPlace redis, Report report) throws Exception {
        shared(
                report,
                new AdieuContender("Adieu, Redis", redis.store()),
                "bare GET",
                redis::get,
                List.of(
                        new SpringContender<>("Spring Session, Redis indexed", redis.indexed()),
                        new SpringContender<>("Spring Session, Redis plain", redis.plain())));
    }

    private static void postgreSql(PostgreSqlPlace postgreSql, Report report) throws Exception {
        shared(
                report,
                new AdieuContender("Adieu, PostgreSQL", postgreSql.store()),
                "bare SELECT",
                postgreSql::select,
                List.of(new SpringContender<>("Spring Session, PostgreSQL", postgreSql.repository())));
    }

    /** In pairs: what other clients leave running must not fall on one of two that use the same. */
    private static void shared(
            Report report, Contender adieu, String bareName, Look<TokenHash> command, List<Contender> others)
            throws Exception {
        var rounds = Benchmarks.rounds(20_000);
        var name = adieu.name();
        var credentials = credentials(adieu);
        var strict = inTurn(credentials, adieu::find);
        var bare = inTurn(hashes(credentials), command);
        var pair =
                new Interleaved(rounds).with(bareName, bare).with(name, strict).measure();
        report.add(bareName, TIME, pair.get(bareName).median(), "µs");
        report.add(bareName, BYTES, Allocation.of(2000, bare), "bytes");
        report.add(name, TIME, pair.get(name).median(), "µs");
        report.add(name, BYTES, Allocation.of(2000, strict), "bytes");
        report.add(name, "times the bare command", ratio(pair, name, bareName), "×", Goal.atMost(1.15));
        for (var other : others) {
            var its = inTurn(other);
            var beside = new Interleaved(rounds)
                    .with(name, strict)
                    .with(other.name(), its)
                    .measure();
            report.add(other.name(), TIME, beside.get(other.name()).median(), "µs");
            report.add(other.name(), BYTES, Allocation.of(2000, its), "bytes");
            report.add(other.name(), "times Adieu, strict", ratio(beside, other.name(), name), "×");
        }
    }
}
