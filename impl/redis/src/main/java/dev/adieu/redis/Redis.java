// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.redis;

import dev.adieu.spi.StoreUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisCluster;
import redis.clients.jedis.Response;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/** Sends commands, and says what a failure means. */
final class Redis implements AutoCloseable {
    /** How many commands are sent before an answer is waited for. */
    private static final int AT_ONCE = 512;

    private final UnifiedJedis client;

    Redis(UnifiedJedis client) {
        this.client = client;
    }

    UnifiedJedis client() {
        return client;
    }

    <T> T ask(String what, Function<UnifiedJedis, T> command) {
        return explained(what, () -> command.apply(client));
    }

    /** Runs a script on the node of these keys, which are all in one slot. */
    Object run(String what, Script script, List<byte[]> keys, Arguments arguments) {
        return explained(what, () -> {
            try {
                return client.evalsha(script.sha(), keys, arguments.values());
            } catch (JedisNoScriptException e) {
                return client.eval(script.text(), keys, arguments.values());
            }
        });
    }

    /** One command for each, without waiting for one answer before the next is asked. */
    <K, T> List<T> askAll(String what, List<K> all, Question<K, T> question) {
        return explained(what, () -> {
            var answers = new ArrayList<T>(all.size());
            for (int from = 0; from < all.size(); from += AT_ONCE) {
                try (var pipeline = client.pipelined()) {
                    var responses = new ArrayList<Response<T>>();
                    for (var each : all.subList(from, Math.min(all.size(), from + AT_ONCE))) {
                        responses.add(question.ask(pipeline, each));
                    }
                    pipeline.sync();
                    responses.forEach(response -> answers.add(answer(response)));
                }
            }
            return answers;
        });
    }

    /** Where a node of a cluster is gone, the client tells of no failure: it has no answer. */
    private static <T> T answer(Response<T> response) {
        try {
            return response.get();
        } catch (IllegalStateException e) {
            throw new JedisException("There is no answer", e);
        }
    }

    /** By its name each node, those of a cluster or the one server, and what asks it for its {@code INFO memory}. */
    Map<String, Supplier<String>> memory() {
        if (!(client instanceof JedisCluster cluster)) {
            return Map.of("The Redis of adieu.redis.url", () -> client.info("memory"));
        }
        var nodes = new TreeMap<String, Supplier<String>>();
        cluster.getClusterNodes()
                .forEach((node, pool) -> nodes.put("Redis at " + node, () -> {
                    try (var connection = new Jedis(pool.getResource())) {
                        return connection.info("memory");
                    }
                }));
        return nodes;
    }

    /** A command of many. */
    interface Question<K, T> {
        Response<T> ask(AbstractPipeline pipeline, K each);
    }

    private static <T> T explained(String what, Supplier<T> work) {
        try {
            return work.get();
        } catch (JedisException e) {
            throw new StoreUnavailableException("Redis could not " + what + ": " + Failures.reason(e), e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
