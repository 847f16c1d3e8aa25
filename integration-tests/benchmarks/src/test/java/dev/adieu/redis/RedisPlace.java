// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.redis;

import dev.adieu.benchmark.NotRunException;
import dev.adieu.spi.SessionStore;
import dev.adieu.spi.TokenHash;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.RedisTemplate;
import org.springframework.data.redis.serializer.RedisSerializer;
import org.springframework.session.data.redis.RedisIndexedSessionRepository;
import org.springframework.session.data.redis.RedisSessionRepository;
import redis.embedded.RedisServer;

/** One Redis, with everybody who keeps sessions in it. */
public final class RedisPlace implements AutoCloseable {
    private final int port = freePort();
    private final RedisServer server;
    private final RedisSessionStore store;
    private final Keys keys = new Keys("adieu");
    private final LettuceConnectionFactory connections;

    /** Starts the server. */
    public RedisPlace() {
        try {
            server = RedisServer.newRedisServer().port(port).build();
            server.start();
        } catch (IOException | RuntimeException e) {
            throw new NotRunException("Redis does not start: " + e);
        }
        store = new RedisConnection(
                        List.of(URI.create(url())),
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        Duration.ofSeconds(5),
                        16,
                        "adieu")
                .open();
        connections = new LettuceConnectionFactory("127.0.0.1", port);
        connections.afterPropertiesSet();
        connections.start();
    }

    /** Where it is. */
    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    /** Its port, on this machine. */
    public int port() {
        return port;
    }

    /** Adieu's store in it, strict. */
    public SessionStore store() {
        return store;
    }

    /** What the strict look-up cannot be faster than: a GET, through the same client. */
    public byte[] get(TokenHash token) {
        return store.client().get(keys.live(token));
    }

    /** Spring's repository that finds sessions by their subject. */
    public RedisIndexedSessionRepository indexed() {
        return new RedisIndexedSessionRepository(template());
    }

    /** Spring's repository that does not. */
    public RedisSessionRepository plain() {
        var repository = new RedisSessionRepository(template());
        repository.setRedisKeyNamespace("plain");
        return repository;
    }

    private RedisTemplate<String, Object> template() {
        var template = new RedisTemplate<String, Object>();
        template.setConnectionFactory(connections);
        template.setKeySerializer(RedisSerializer.string());
        template.setHashKeySerializer(RedisSerializer.string());
        template.afterPropertiesSet();
        return template;
    }

    /** How many commands clients send for this; what scripts call is the server's own affair. */
    public int commands(Runnable work) throws IOException {
        try (var socket = new Socket("127.0.0.1", port);
                var lines = new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))) {
            socket.getOutputStream().write("MONITOR\r\n".getBytes(StandardCharsets.US_ASCII));
            lines.readLine();
            work.run();
            var end = UUID.randomUUID().toString();
            store.client().echo(end);
            var count = 0;
            for (var line = lines.readLine(); !line.contains(end); line = lines.readLine()) {
                count += line.contains(" lua] ") ? 0 : 1;
            }
            return count;
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new NotRunException("No free port: " + e);
        }
    }

    @Override
    public void close() throws IOException {
        store.close();
        connections.destroy();
        server.stop();
    }
}
