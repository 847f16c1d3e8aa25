// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.cluster;

import dev.adieu.redis.RedisStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** One Redis. */
final class SingleRedis implements Store {
    private final RedisProcess redis;
    private final TcpProxy proxy;

    private SingleRedis(RedisProcess redis) {
        this.redis = redis;
        proxy = new TcpProxy(redis.port());
        redis.start();
    }

    SingleRedis(Path directory) {
        this(new RedisProcess(directory.resolve("redis"), Ports.free()));
    }

    static SingleRedis onSmallDisk(Path directory, String size) {
        return new SingleRedis(RedisProcess.onSmallDisk(directory.resolve("redis"), Ports.free(), size));
    }

    RedisProcess process() {
        return redis;
    }

    @Override
    public Class<?> artifact() {
        return RedisStore.class;
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("adieu.redis.url", "redis://127.0.0.1:" + proxy.port(), "adieu.redis.timeout", "1s");
    }

    @Override
    public List<TcpProxy> proxies() {
        return List.of(proxy);
    }

    @Override
    public void stop() {
        redis.stop();
    }

    @Override
    public void kill() {
        redis.kill();
    }

    @Override
    public void start() {
        redis.start();
    }

    @Override
    public void close() {
        proxy.close();
        redis.kill();
    }
}
