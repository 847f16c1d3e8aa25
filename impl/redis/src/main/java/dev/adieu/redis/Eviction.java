// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.redis;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import redis.clients.jedis.exceptions.JedisException;

/**
 * What a Redis throws away when its memory is full. If that is any key, it may be one that leads to a session: a sign-out that
 * finds nothing would be said to be done, and the session live.
 *
 * @param policy {@code maxmemory-policy}, unless the server does not say
 * @param limit {@code maxmemory}, 0 for none, unless the server does not say
 */
record Eviction(Optional<String> policy, Optional<Long> limit) {
    private static final System.Logger LOG = System.getLogger("dev.adieu");
    private static final Pattern POLICY = Pattern.compile("^maxmemory_policy:(.+?)\\s*$", Pattern.MULTILINE);
    private static final Pattern LIMIT = Pattern.compile("^maxmemory:(\\d{1,18})\\s*$", Pattern.MULTILINE);

    /** What {@code INFO memory} says of it. */
    static Eviction of(String info) {
        var policy = POLICY.matcher(info);
        var limit = LIMIT.matcher(info);
        return new Eviction(
                policy.find() ? Optional.of(policy.group(1)) : Optional.empty(),
                limit.find() ? Optional.of(Long.valueOf(limit.group(1))) : Optional.empty());
    }

    /** Whether it is known that nothing is: what is never full may have any policy. */
    boolean isRuledOut() {
        return policy.equals(Optional.of("noeviction")) || limit.equals(Optional.of(0L));
    }

    /**
     * Asks each node. One that does not say, because it does not answer, or this user may not ask, is worth a warning.
     *
     * @param nodes by their names, what asks for {@code INFO memory}
     * @throws IllegalStateException when one evicts
     */
    static void refuse(Map<String, Supplier<String>> nodes) {
        nodes.forEach((name, info) -> {
            try {
                refuse(name, of(info.get()));
            } catch (JedisException e) {
                warn(name, e.getMessage());
            }
        });
    }

    private static void refuse(String name, Eviction eviction) {
        if (eviction.isRuledOut()) {
            return;
        }
        if (eviction.policy.isPresent()) {
            throw new IllegalStateException(name + " throws keys away when its memory is full (maxmemory-policy is "
                    + eviction.policy.get() + ", maxmemory "
                    + eviction.limit.map(Object::toString).orElse("unknown")
                    + "): a sign-out might not find a session, and be answered as if it had ended. Set maxmemory-policy"
                    + " to noeviction.");
        }
        warn(name, "INFO memory says nothing of it");
    }

    private static void warn(String name, String why) {
        LOG.log(
                System.Logger.Level.WARNING,
                "{0} does not say what it throws away when its memory is full ({1}). See that its maxmemory-policy is"
                        + " noeviction: otherwise a sign-out might not find a session, and be answered as if it had ended.",
                name,
                why);
    }
}
