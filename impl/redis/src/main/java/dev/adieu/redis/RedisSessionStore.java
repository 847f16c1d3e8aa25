// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.redis;

import dev.adieu.Page;
import dev.adieu.Reason;
import dev.adieu.SessionId;
import dev.adieu.SessionSelector;
import dev.adieu.UserSession;
import dev.adieu.spi.Bucket;
import dev.adieu.spi.Created;
import dev.adieu.spi.Ending;
import dev.adieu.spi.Fingerprint;
import dev.adieu.spi.Follower;
import dev.adieu.spi.Follower.Following;
import dev.adieu.spi.Limit;
import dev.adieu.spi.NewSession;
import dev.adieu.spi.SessionRecord;
import dev.adieu.spi.SessionStore;
import dev.adieu.spi.StoreCounts;
import dev.adieu.spi.StoreUnavailableException;
import dev.adieu.spi.StoredSession;
import dev.adieu.spi.TokenHash;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import redis.clients.jedis.UnifiedJedis;

/** Sessions in Redis, for every node that uses it. */
final class RedisSessionStore implements SessionStore, AutoCloseable {
    /** How many sessions one script ends at most: a thousand, and room to see that there are no more. */
    private static final int CHUNK = 1024;

    private final boolean inOrder;
    private final RandomIds ids = new RandomIds();
    private final Redis redis;
    private final Keys keys;
    private final ServerTime time;
    private final Buckets buckets;
    private final RedisFacts facts;
    private final Operations operations;
    private final Subscription subscription;

    /** @param inOrder whether everything is told in the order in which it happened */
    RedisSessionStore(Redis redis, Keys keys, ServerTime time, boolean inOrder) {
        this.inOrder = inOrder;
        this.redis = redis;
        this.keys = keys;
        this.time = time;
        this.buckets = new Buckets(redis, keys, time);
        this.facts = new RedisFacts(redis, keys, time, ids);
        this.operations = new Operations(redis, keys, time, ids);
        this.subscription = new Subscription(redis.client(), keys.ended());
    }

    @Override
    public Created create(NewSession session, Limit limit, Set<String> outstanding) {
        // Before the session: a link that leads to none does no harm.
        for (var link : session.links()) {
            for (var key : keys.of(link)) {
                redis.run(
                        "begin a session",
                        Script.LINK,
                        List.of(key),
                        Arguments.of(time.argument(), "", session.token().value())
                                .add(session.lifetime().toMillis()));
            }
        }
        var bucket = session.token().bucket();
        var subject = Fingerprint.of(session.subject());
        var answer = (List<?>) operations.run(
                bucket,
                operation -> redis.run(
                        "begin a session",
                        Script.CREATE,
                        List.of(
                                keys.live(session.token()),
                                keys.ended(session.token()),
                                keys.id(session.id()),
                                keys.inBucket(bucket, "u:" + subject),
                                keys.inBucket(bucket, "x"),
                                keys.inBucket(bucket, "n")),
                        Arguments.of(
                                        time.argument(),
                                        keys.tag(bucket),
                                        session.token().value(),
                                        session.id().value(),
                                        subject)
                                .add(session.idleTimeout().toMillis())
                                .add(session.lifetime().toMillis())
                                .add(session.retention().toMillis())
                                .add(StoredSession.bytes(session))
                                .add(limit.equals(Limit.NONE) ? 0 : limit.sessions())
                                .add(limit.whenReached() == Limit.WhenReached.END_OLDEST ? 1 : 0)
                                .addAll(List.of(operation, Ending.text(outstanding), keys.ended()))));
        var value = (byte[]) answer.get(0);
        return new Created(value == null ? null : Values.live(value), Values.ended(answer.get(1)));
    }

    @Override
    public Optional<SessionRecord> find(TokenHash token) {
        var value = redis.ask("look a session up", client -> client.get(keys.live(token)));
        return value == null
                ? Optional.empty()
                : Values.readable(() -> Values.expiry(value) <= time.now() ? null : Values.live(value));
    }

    @Override
    public Optional<SessionRecord> findEnded(TokenHash token) {
        var kept = redis.ask("look an ended session up", client -> client.get(keys.ended(token)));
        return Values.readable(() -> kept != null && Values.isKept(kept, time.now()) ? Values.ended(kept) : null);
    }

    @Override
    public boolean touch(SessionId id, Duration tolerance) {
        var answer = redis.run(
                "note a sighting",
                Script.TOUCH,
                List.of(keys.id(id), keys.inBucket(Bucket.of(id), "x")),
                Arguments.of(time.argument(), keys.tag(Bucket.of(id)), id.value())
                        .add(tolerance.toMillis()));
        return (Long) answer == 1;
    }

    @Override
    public List<UserSession> list(SessionSelector which, Page page) {
        var after = page.after() == null ? "" : page.after().value();
        var listed = new ArrayList<UserSession>();
        for (var part : Part.of(which, buckets)) {
            var left = page.size() - listed.size();
            // Ids begin with their bucket.
            if (left > 0 && (after.isEmpty() || part.bucket().value().compareTo(after.substring(0, 2)) >= 0)) {
                var answer = redis.run(
                        "list sessions",
                        Script.LIST,
                        part.keys(keys),
                        Arguments.of(time.argument(), keys.tag(part.bucket()), after)
                                .add(left)
                                .add(part.which())
                                .addAll(part.values()));
                Values.live(answer).forEach(record -> listed.add(record.session()));
            }
        }
        return listed;
    }

    @Override
    public List<SessionRecord> end(SessionSelector which, Reason reason, Set<String> outstanding) {
        var ended = new ArrayList<SessionRecord>();
        try {
            for (var part : Part.of(which, buckets)) {
                while (end(part, CHUNK, reason, outstanding, ended) >= CHUNK) {
                    // Until there is nothing left to look at.
                    continue;
                }
            }
        } catch (StoreUnavailableException e) {
            ended.addAll(e.ended());
            throw new StoreUnavailableException(e.getMessage(), e, ended);
        }
        return ended;
    }

    /** How many it has looked at; those that have ended are added. */
    private long end(Part part, int atMost, Reason reason, Set<String> outstanding, List<SessionRecord> ended) {
        var answer = (List<?>) operations.run(
                part.bucket(),
                operation -> redis.run(
                        "end sessions",
                        Script.END,
                        part.keys(keys),
                        Arguments.of(
                                        time.argument(),
                                        keys.tag(part.bucket()),
                                        operation,
                                        reason.code(),
                                        Ending.text(outstanding),
                                        keys.ended())
                                .add(atMost)
                                .add(part.which())
                                .addAll(part.values())));
        ended.addAll(Values.ended(answer.get(1)));
        return (Long) answer.get(0);
    }

    @Override
    public List<SessionRecord> endExpired(int atMost, Set<String> outstanding) {
        time.measure();
        var late = operations.late();
        return late.isEmpty()
                ? fromEach(buckets.withExpired(), atMost, (bucket, left) -> {
                    var ended = new ArrayList<SessionRecord>();
                    end(new Part(bucket, "expired", List.of()), left, Reason.IDLE_TIMEOUT, outstanding, ended);
                    return ended;
                })
                : late;
    }

    @Override
    public void settle(Set<SessionId> ids, String effect) {
        for (var part : Part.of(SessionSelector.byId(ids.toArray(SessionId[]::new)), buckets)) {
            redis.run(
                    "settle an effect",
                    Script.SETTLE,
                    part.keys(keys),
                    Arguments.of(time.argument(), keys.tag(part.bucket()), Ending.text(effect))
                            .addAll(part.values()));
        }
    }

    @Override
    public void hold(Set<SessionId> ids) {
        for (var part : Part.of(SessionSelector.byId(ids.toArray(SessionId[]::new)), buckets)) {
            redis.run(
                    "hold outstanding effects",
                    Script.HOLD,
                    part.keys(keys),
                    Arguments.of(time.argument(), keys.tag(part.bucket())).addAll(part.values()));
        }
    }

    @Override
    public List<SessionRecord> unsettled(Duration delay, int atMost) {
        return fromEach(
                buckets.withUnsettled(delay),
                atMost,
                (bucket, left) -> Values.ended(redis.run(
                        "take over outstanding effects",
                        Script.UNSETTLED,
                        List.of(keys.inBucket(bucket, "o")),
                        Arguments.of(time.argument(), keys.tag(bucket))
                                .add(delay.toMillis())
                                .add(left))));
    }

    @Override
    public Optional<String> remember(String key, String value, Instant until) {
        return facts.remember(key, value, until);
    }

    @Override
    public void advance(String key, Instant to, Instant until) {
        facts.advance(key, to, until);
    }

    @Override
    public Optional<String> recall(String key) {
        return facts.recall(key);
    }

    @Override
    public StoreCounts counts() {
        return new StoreCounts(OptionalLong.of(buckets.live()), OptionalLong.of(buckets.unsettled()));
    }

    @Override
    public Watch watch(Watcher watcher) {
        return subscription.watch(watcher);
    }

    @Override
    public Optional<Following> follow(Follower follower) {
        return inOrder ? Optional.of(new EndsFollowing(redis, keys, time, ids, follower)) : Optional.empty();
    }

    @Override
    public void close() {
        subscription.close();
        redis.close();
    }

    @Override
    public String toString() {
        return inOrder ? "Redis" : "a Redis cluster";
    }

    /** For tests that look at what is there. */
    UnifiedJedis client() {
        return redis.client();
    }

    /** Collects from one bucket after the other until there are enough. What one has ended is not lost with the next. */
    private static List<SessionRecord> fromEach(List<Bucket> buckets, int atMost, Take take) {
        var all = new ArrayList<SessionRecord>();
        try {
            for (var bucket : buckets) {
                if (all.size() < atMost) {
                    all.addAll(take.from(bucket, atMost - all.size()));
                }
            }
        } catch (StoreUnavailableException e) {
            all.addAll(e.ended());
            throw new StoreUnavailableException(e.getMessage(), e, all);
        }
        return all;
    }

    private interface Take {
        List<SessionRecord> from(Bucket bucket, int left);
    }
}
