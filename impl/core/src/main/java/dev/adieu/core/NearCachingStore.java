// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import dev.adieu.Reason;
import dev.adieu.SessionId;
import dev.adieu.SessionSelector;
import dev.adieu.spi.Created;
import dev.adieu.spi.Follower.Following;
import dev.adieu.spi.Limit;
import dev.adieu.spi.NewSession;
import dev.adieu.spi.SessionRecord;
import dev.adieu.spi.SessionStore;
import dev.adieu.spi.StoreUnavailableException;
import dev.adieu.spi.TokenHash;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** Another store, with its live sessions near. What ends and begins goes to the store as ever. */
final class NearCachingStore extends ForwardingStore implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("dev.adieu");
    /** Echoes in the time that one counts for. */
    private static final int ECHOES = 5;
    /** Stores take a longer silence for a dead connection. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(1);

    private final NearCache cache;
    private final Following following;
    private final Schedule echoes;

    private NearCachingStore(SessionStore store, NearCache cache, Following following, Duration staleness) {
        super(store);
        this.cache = cache;
        this.following = following;
        this.echoes = Schedule.every(
                Collections.min(List.of(staleness.dividedBy(ECHOES), LONGEST_SILENCE)), this::askForEcho);
    }

    /**
     * @param staleness how long after its end a session may be found, at most
     * @throws IllegalArgumentException when the store cannot say that every end has been heard of
     */
    static NearCachingStore over(SessionStore store, Duration staleness) {
        var cache = new NearCache(staleness, System::nanoTime, System::currentTimeMillis);
        var following = store.follow(cache)
                .orElseThrow(() -> new IllegalArgumentException(
                        "Setting adieu.near-cache.max-staleness is for PostgreSQL and for one Redis, with Sentinel or without,"
                                + " but sessions are kept in " + store));
        return new NearCachingStore(store, cache, following, staleness);
    }

    private void askForEcho() {
        try {
            following.echo(cache.mark());
        } catch (RuntimeException e) {
            // Until one comes back the store is asked.
            LOG.log(System.Logger.Level.DEBUG, "No echo could be asked for", e);
        }
    }

    @Override
    public Optional<SessionRecord> find(TokenHash token) {
        return cache.find(token, () -> super.find(token));
    }

    @Override
    public boolean touch(SessionId id, Duration tolerance) {
        var live = super.touch(id, tolerance);
        // Seen later than is known here, or gone.
        cache.forget(id);
        return live;
    }

    @Override
    public Created create(NewSession session, Limit limit, Set<String> outstanding) {
        return heard(() -> super.create(session, limit, outstanding), Created::ended);
    }

    @Override
    public List<SessionRecord> end(SessionSelector which, Reason reason, Set<String> outstanding) {
        return heard(() -> super.end(which, reason, outstanding), ended -> ended);
    }

    @Override
    public List<SessionRecord> endExpired(int atMost, Set<String> outstanding) {
        return heard(() -> super.endExpired(atMost, outstanding), ended -> ended);
    }

    /** What this node ends it need not be told. */
    private <T> T heard(Supplier<T> work, Function<T, List<SessionRecord>> ended) {
        try {
            var result = work.get();
            note(ended.apply(result));
            return result;
        } catch (StoreUnavailableException e) {
            note(e.ended());
            throw e;
        }
    }

    private void note(List<SessionRecord> ended) {
        ended.forEach(record -> cache.ended(record.session().id()));
    }

    /** Of whom it keeps some. */
    int size() {
        return cache.size();
    }

    @Override
    public void close() {
        echoes.close();
        following.close();
    }
}
