/**
 * Sessions in Redis: one server, Sentinel, a cluster, or Valkey, from version 6.2. An application adds this module and
 * sets {@code adieu.redis.url}.
 *
 * <p>A look-up is one {@code GET}; everything that changes sessions is one script, for one session or for a thousand. A
 * subject's sessions are in one of 4,096 buckets, and the bucket is the hash tag of their keys: a script finds all of
 * them on one node of a cluster. Expiry counts by the server's clock; the keys' own times to live are only a safety net,
 * because a session that merely vanished would end without effects and event.
 *
 * <p>The client is Jedis. Beside Lettuce it has less to deploy (no Netty), a look-up costs no hop to another thread and
 * back, and it knows clusters, Sentinel and the invalidation messages that a near cache needs. Lettuce's one connection
 * for all threads would need fewer sockets; a pool of a few is enough here, because no command waits.
 */
@NullMarked
package dev.adieu.redis;

import org.jspecify.annotations.NullMarked;
