// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.redis;

import dev.adieu.benchmark.Crowd;
import dev.adieu.spi.Limit;
import dev.adieu.spi.NewSession;
import dev.adieu.spi.SessionRecord;
import dev.adieu.store.contract.Sessions;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.RedisTemplate;
import org.springframework.data.redis.serializer.RedisSerializer;
import org.springframework.session.Session;
import org.springframework.session.data.redis.RedisIndexedSessionRepository;
import redis.embedded.RedisServer;

import static dev.adieu.Reason.SIGN_OUT;
import static dev.adieu.SessionSelector.byId;
import static dev.adieu.SessionSelector.bySubject;
import static org.springframework.session.FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME;

/** Sessions in one Redis: a bare GET, ours, and the alternative's. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RedisLookUp {
    private static final int DEVICES = 200;

    /** How many other sessions the store holds. */
    @Param("1000")
    public int others;

    private RedisServer server;
    private RedisSessionStore store;
    private NewSession alice;
    private byte[] key;
    private LettuceConnectionFactory connections;
    private RedisIndexedSessionRepository alternative;
    private String alternativesId;

    /** Starts the server, and signs somebody in on both. */
    @Setup
    public void start() throws IOException {
        var port = freePort();
        server = RedisServer.newRedisServer().port(port).build();
        server.start();
        store = new RedisConnection(
                        List.of(URI.create("redis://127.0.0.1:" + port)),
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        Duration.ofSeconds(5),
                        16,
                        "adieu")
                .open();
        alice = create();
        Crowd.of(others, store);
        key = new Keys("adieu").live(alice.token());
        connections = new LettuceConnectionFactory("127.0.0.1", port);
        connections.afterPropertiesSet();
        connections.start();
        var template = new RedisTemplate<String, Object>();
        template.setConnectionFactory(connections);
        template.setKeySerializer(RedisSerializer.string());
        template.setHashKeySerializer(RedisSerializer.string());
        template.afterPropertiesSet();
        alternative = new RedisIndexedSessionRepository(template);
        alternativesId = createAlternative(alternative);
    }

    @Benchmark
    public byte[] bareGet() {
        return store.client().get(key);
    }

    @Benchmark
    public Optional<SessionRecord> find() {
        return store.find(alice.token());
    }

    @Benchmark
    public Session alternativeFind() {
        return alternative.findById(alternativesId);
    }

    @Benchmark
    public List<SessionRecord> signInAndOut() {
        var session = create();
        return store.end(byId(session.id()), SIGN_OUT, Set.of());
    }

    @Benchmark
    public String alternativeSignInAndOut() {
        var id = createAlternative(alternative);
        alternative.deleteById(id);
        return id;
    }

    @Benchmark
    public List<SessionRecord> signInOnManyDevicesAndOutEverywhere() {
        for (int i = 0; i < DEVICES; i++) {
            create();
        }
        return store.end(bySubject("alice"), SIGN_OUT, Set.of());
    }

    @Benchmark
    public int signInOnManyDevices() {
        for (int i = 0; i < DEVICES; i++) {
            create();
        }
        return DEVICES;
    }

    @Benchmark
    public Map<String, ? extends Session> alternativeSignInOnManyDevicesAndOutEverywhere() {
        for (int i = 0; i < DEVICES; i++) {
            createAlternative(alternative);
        }
        var all = alternative.findByPrincipalName("alice");
        all.keySet().forEach(alternative::deleteById);
        return all;
    }

    private NewSession create() {
        var session = Sessions.of("alice");
        store.create(session, Limit.NONE, Set.of());
        return session;
    }

    private static String createAlternative(RedisIndexedSessionRepository repository) {
        var session = repository.createSession();
        session.setAttribute(PRINCIPAL_NAME_INDEX_NAME, "alice");
        session.setAttribute("device", "desk");
        repository.save(session);
        return session.getId();
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Stops what was started. */
    @TearDown
    public void stop() throws IOException {
        store.close();
        connections.destroy();
        server.stop();
    }
}
