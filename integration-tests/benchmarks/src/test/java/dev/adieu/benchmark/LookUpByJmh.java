// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.benchmark;

import dev.adieu.core.InMemorySessionStore;
import dev.adieu.jdbc.PostgreSqlPlace;
import dev.adieu.redis.RedisPlace;
import java.time.Clock;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.springframework.session.MapSessionRepository;

/** The look-up alone by JMH, for its profilers: one contender in each of its processes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class LookUpByJmh {
    /** Whose look-up. */
    @Param({"memory", "redis", "postgresql", "spring-map", "spring-redis", "spring-postgresql"})
    public String of;

    private Contender contender;
    private String credential;
    private AutoCloseable place = () -> {};

    /** Starts its server, and signs somebody in. */
    @Setup
    public void start() throws Exception {
        contender = contender();
        credential = contender.signIn("alice").credential();
    }

    private Contender contender() throws Exception {
        if (of.endsWith("redis")) {
            var redis = new RedisPlace();
            place = redis;
            return of.equals("redis")
                    ? new AdieuContender(of, redis.store())
                    : new SpringContender<>(of, redis.indexed());
        }
        if (of.endsWith("postgresql")) {
            var postgreSql = new PostgreSqlPlace();
            place = postgreSql;
            return of.equals("postgresql")
                    ? new AdieuContender(of, postgreSql.store())
                    : new SpringContender<>(of, postgreSql.repository());
        }
        return of.equals("memory")
                ? new AdieuContender(of, new InMemorySessionStore(Clock.systemUTC()))
                : new SpringContender<>(of, new MapSessionRepository(new ConcurrentHashMap<>()));
    }

    /** From what the user agent presents to the session. */
    @Benchmark
    public Object find() {
        return contender.find(credential);
    }

    /** Stops what was started. */
    @TearDown
    public void stop() throws Exception {
        place.close();
    }
}
