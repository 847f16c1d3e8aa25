// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.redis;

import dev.adieu.spi.ModuleSettings;
import dev.adieu.spi.StoreUnavailableException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import javax.net.ssl.SSLParameters;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.JedisCluster;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.providers.ConnectionProvider;
import redis.clients.jedis.providers.PooledConnectionProvider;
import redis.clients.jedis.providers.SentineledConnectionProvider;
import redis.clients.jedis.util.JedisURIHelper;

/**
 * How Redis is reached.
 *
 * @param urls {@code adieu.redis.url}: of the server, of some nodes of the cluster, or of the Sentinels
 * @param isCluster {@code adieu.redis.cluster}
 * @param sentinelMaster {@code adieu.redis.sentinel-master}: the name that Sentinels know the server by
 * @param sentinelPassword {@code adieu.redis.sentinel-password}: what Sentinels themselves ask for
 * @param timeout {@code adieu.redis.timeout}: for connecting, for a connection of the pool, and for an answer
 * @param connections {@code adieu.redis.connections}: how many at most, to each node
 * @param prefix {@code adieu.redis.prefix}: what the names of keys begin with
 */
record RedisConnection(
        List<URI> urls,
        boolean isCluster,
        Optional<String> sentinelMaster,
        Optional<String> sentinelPassword,
        Duration timeout,
        int connections,
        String prefix) {
    RedisConnection {
        if (urls.size() > 1 && !isCluster && sentinelMaster.isEmpty()) {
            throw new IllegalArgumentException(
                    "Setting adieu.redis.url must be one URL, but was " + urls.size()
                            + ": those of a cluster want adieu.redis.cluster=true, those of Sentinels adieu.redis.sentinel-master");
        }
    }

    /** Every command may be repeated: what changes sessions names its operation. */
    private static final int TRIES = 3;
    /**
     * A command that is sent to the wrong node makes the client ask who has which slots, but commands sent many at a time
     * do not: a node of which only the sweep is left would never find a replica that has taken over.
     */
    private static final Duration TOPOLOGY_LASTS = Duration.ofSeconds(10);

    static RedisConnection of(ModuleSettings settings) {
        var urls = settings.secret(
                        "adieu.redis.url",
                        "redis://host:port or rediss://user:password@host:port/database, separated by commas",
                        RedisConnection::urls)
                .orElseThrow(() -> new IllegalStateException(
                        "adieu-redis needs the setting adieu.redis.url, such as redis://localhost:6379"));
        return new RedisConnection(
                urls,
                settings.get("adieu.redis.cluster", "true or false", RedisConnection::truth)
                        .orElse(false),
                settings.get("adieu.redis.sentinel-master", "a name", name -> name),
                settings.secret("adieu.redis.sentinel-password", "a password", password -> password),
                settings.duration("adieu.redis.timeout").orElse(Duration.ofSeconds(2)),
                settings.get("adieu.redis.connections", "a whole number from 1", RedisConnection::count)
                        .orElse(16),
                settings.get("adieu.redis.prefix", "1 to 64 letters, digits, '-' and ':'", RedisConnection::prefix)
                        .orElse("adieu"));
    }

    /** @throws IllegalStateException when Redis cannot be used, saying why */
    RedisSessionStore open() {
        return open(ServerTime::of);
    }

    RedisSessionStore open(BiFunction<Redis, Keys, ServerTime> clock) {
        try {
            var redis = new Redis(client());
            var keys = new Keys(prefix);
            try {
                var time = clock.apply(redis, keys);
                time.measure();
                requireWritable(redis, keys);
                Eviction.refuse(redis.memory());
                return new RedisSessionStore(redis, keys, time, !isCluster);
            } catch (RuntimeException e) {
                redis.close();
                throw e;
            }
        } catch (JedisException e) {
            throw refused(Failures.reason(e), e);
        } catch (StoreUnavailableException e) {
            throw refused(String.valueOf(e.getMessage()), e);
        }
    }

    private IllegalStateException refused(String why, RuntimeException e) {
        return new IllegalStateException(
                "The Redis of adieu.redis.url cannot be used (" + addresses() + "): " + why, e);
    }

    /** A replica, a full server, or a user who may not run scripts is found out now, not by the first sign-in. */
    private static void requireWritable(Redis redis, Keys keys) {
        redis.run(
                "run scripts",
                Script.REMEMBER,
                List.of(keys.fact("writable")),
                Arguments.of("", "", Long.toString(System.currentTimeMillis() + 86_400_000), "0".repeat(22), "yes"));
    }

    private UnifiedJedis client() {
        var config = config();
        var nodes = urls.stream().map(JedisURIHelper::getHostAndPort).collect(Collectors.toSet());
        var patience = timeout.multipliedBy(TRIES);
        if (isCluster) {
            return new JedisCluster(nodes, config, pool(), TOPOLOGY_LASTS, TRIES + 2, patience);
        }
        var provider = sentinelMaster
                .<ConnectionProvider>map(
                        name -> new SentineledConnectionProvider(name, config, pool(), nodes, ofSentinels()))
                .orElseGet(() -> new PooledConnectionProvider(nodes.iterator().next(), config, pool()));
        return new UnifiedJedis(provider, TRIES, patience);
    }

    private JedisClientConfig config() {
        var first = urls.get(0);
        var millis = Math.toIntExact(timeout.toMillis());
        return DefaultJedisClientConfig.builder()
                .user(JedisURIHelper.getUser(first))
                .password(JedisURIHelper.getPassword(first))
                .database(JedisURIHelper.getDBIndex(first))
                .ssl(JedisURIHelper.isRedisSSLScheme(first))
                .sslParameters(verifyingTheHost())
                .clientName("adieu")
                .connectionTimeoutMillis(millis)
                .socketTimeoutMillis(millis)
                .build();
    }

    /** Sentinels know no database, and ask for a password of their own. */
    private JedisClientConfig ofSentinels() {
        var millis = Math.toIntExact(timeout.toMillis());
        return DefaultJedisClientConfig.builder()
                .password(sentinelPassword.orElse(null))
                .ssl(JedisURIHelper.isRedisSSLScheme(urls.get(0)))
                .sslParameters(verifyingTheHost())
                .connectionTimeoutMillis(millis)
                .socketTimeoutMillis(millis)
                .build();
    }

    /** A certificate of somebody else's is not enough. */
    private static SSLParameters verifyingTheHost() {
        var parameters = new SSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        return parameters;
    }

    private ConnectionPoolConfig pool() {
        var pool = new ConnectionPoolConfig();
        // Whoever watches keeps one, and a near cache.
        pool.setMaxTotal(connections + 2);
        pool.setMaxIdle(connections);
        pool.setMaxWait(timeout);
        pool.setJmxEnabled(false);
        return pool;
    }

    private static List<URI> urls(String text) {
        var urls = Arrays.stream(text.split(","))
                .map(each -> URI.create(each.strip()))
                .toList();
        require(urls.stream()
                .allMatch(url -> JedisURIHelper.isValid(url)
                        && (JedisURIHelper.isRedisScheme(url) || JedisURIHelper.isRedisSSLScheme(url))));
        require(urls.stream().map(URI::getScheme).distinct().count() == 1);
        return urls;
    }

    private static boolean truth(String text) {
        require(text.equals("true") || text.equals("false"));
        return text.equals("true");
    }

    private static int count(String text) {
        var count = Integer.parseInt(text);
        require(count >= 1);
        return count;
    }

    private static String prefix(String text) {
        require(text.matches("[A-Za-z0-9:-]{1,64}"));
        return text;
    }

    private static void require(boolean allowed) {
        if (!allowed) {
            throw new IllegalArgumentException("Not allowed");
        }
    }

    private String addresses() {
        return urls.stream()
                .map(url -> JedisURIHelper.getHostAndPort(url).toString())
                .collect(Collectors.joining(", "));
    }

    /** Without the password that URLs may have. */
    @Override
    public String toString() {
        return "RedisConnection[" + addresses() + "]";
    }
}
