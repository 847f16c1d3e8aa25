// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.redis;

import dev.adieu.SessionId;
import dev.adieu.spi.Limit;
import dev.adieu.spi.NewSession;
import dev.adieu.spi.SessionRecord;
import dev.adieu.spi.StoreUnavailableException;
import dev.adieu.store.contract.MovingClock;
import dev.adieu.store.contract.Sessions;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.adieu.Reason.SIGN_OUT;
import static dev.adieu.SessionSelector.byId;
import static dev.adieu.SessionSelector.bySubject;
import static dev.adieu.SessionSelector.everyone;
import static dev.adieu.SessionSelector.othersOf;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** A session that is in an index and not there: evicted, or its slot is moving to another node. */
class EvictedTest {
    private static final Set<String> NOTHING = Set.of();
    private static final Limit ONE = new Limit(1, Limit.WhenReached.END_OLDEST);

    private final MovingClock clock = new MovingClock();
    private RedisSessionStore store;
    private NewSession evicted;

    @BeforeEach
    void evict() {
        store = TestRedis.SERVER.emptyStore(clock);
        evicted = create("alice");
        store.client().del(new Keys("adieu").live(evicted.token()));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void isNeverSaidToHaveEnded() {
        assertThrows(StoreUnavailableException.class, () -> store.end(bySubject("alice"), SIGN_OUT, NOTHING));
        assertThrows(StoreUnavailableException.class, () -> store.end(everyone(), SIGN_OUT, NOTHING));
        assertThrows(StoreUnavailableException.class, () -> store.end(byId(evicted.id()), SIGN_OUT, NOTHING));
        assertThrows(StoreUnavailableException.class, () -> store.touch(evicted.id(), Duration.ZERO));
        assertThat(store.find(evicted.token()), is(Optional.empty()));
    }

    @Test
    void keepsNoOtherSessionFromEnding() {
        var second = create("alice");
        var told = new ConcurrentLinkedQueue<SessionId>();
        store.watch((id, reason) -> told.add(id));
        await().until(() -> toldOfAnEnd(told));

        assertThrows(StoreUnavailableException.class, () -> store.end(bySubject("alice"), SIGN_OUT, NOTHING));

        await().until(() -> told.contains(second.id()));
        assertThat(store.find(second.token()), is(Optional.empty()));
        assertThat(ids(store.endExpired(10, NOTHING)), contains(second.id()));
        assertThat(store.endExpired(10, NOTHING), is(empty()));
        assertThat(told, not(hasItem(evicted.id())));
    }

    @Test
    void makesRoomForNoneWhileOthersDo() {
        var second = create("alice");
        var third = Sessions.of("alice");

        assertThrows(StoreUnavailableException.class, () -> store.create(third, ONE, NOTHING));

        assertThat(store.find(second.token()), is(Optional.empty()));
        assertThat(store.find(third.token()), is(Optional.empty()));
        assertThat(ids(store.endExpired(10, NOTHING)), contains(second.id()));
    }

    @Test
    void keepsTheSweepFromNoOtherSession() {
        var bob = create("bob");
        var second = create("alice");
        clock.pass(Sessions.IDLE);

        assertThat(store.endExpired(10, NOTHING), hasSize(2));

        assertThat(store.find(bob.token()), is(Optional.empty()));
        assertThat(store.find(second.token()), is(Optional.empty()));
    }

    @Test
    void isNoReasonToRefuseItsSubjectWhenItWouldHaveExpiredLongAgo() {
        clock.pass(Sessions.IDLE.plusHours(2));
        store.endExpired(10, NOTHING);
        var second = create("alice");

        assertThat(ids(store.end(bySubject("alice"), SIGN_OUT, NOTHING)), contains(second.id()));
        assertThat(store.end(bySubject("alice"), SIGN_OUT, NOTHING), is(empty()));
    }

    @Test
    void theCallersOwnStaysThoughItsIdIsNotFound() {
        var own = create("bob");
        var other = create("bob");
        store.client().del(new Keys("adieu").id(own.id()));

        var ended = store.end(othersOf("bob", own.id()), SIGN_OUT, NOTHING);

        assertThat(ids(ended), contains(other.id()));
        assertThat(store.find(own.token()).isPresent(), is(true));
    }

    @Test
    void endsByItsIdThoughThatLeadsNowhere() {
        var bob = create("bob");
        var other = create("bob");
        store.client().del(new Keys("adieu").id(bob.id()));

        assertThat(ids(store.end(byId(bob.id()), SIGN_OUT, NOTHING)), contains(bob.id()));

        assertThat(store.find(bob.token()), is(Optional.empty()));
        assertThat(store.find(other.token()).isPresent(), is(true));
        assertThat(store.end(byId(bob.id()), SIGN_OUT, NOTHING), is(empty()));
    }

    @Test
    void itsEffectsAreSettledByItsIdThoughThatLedNowhere() {
        var bob = create("bob");
        store.client().del(new Keys("adieu").id(bob.id()));
        store.end(byId(bob.id()), SIGN_OUT, Set.of("mail"));

        store.settle(Set.of(bob.id()), "mail");

        clock.pass(Duration.ofMinutes(1));
        assertThat(store.unsettled(Duration.ofMinutes(1), 10), is(empty()));
    }

    @Test
    void isNeverSaidToHaveEndedWhenNothingLeadsToItEither() {
        store.client().del(new Keys("adieu").id(evicted.id()));

        assertThrows(StoreUnavailableException.class, () -> store.end(byId(evicted.id()), SIGN_OUT, NOTHING));
    }

    @Test
    void isForgottenWhenItWouldHaveExpiredLongAgo() {
        clock.pass(Sessions.IDLE.plusHours(2));
        store.endExpired(10, NOTHING);

        assertThat(store.end(everyone(), SIGN_OUT, NOTHING), hasSize(0));
        assertThat(store.endExpired(10, NOTHING), hasSize(0));
    }

    /** A watch takes a moment to begin. */
    private boolean toldOfAnEnd(Collection<SessionId> told) {
        store.end(byId(create("bob").id()), SIGN_OUT, NOTHING);
        return !told.isEmpty();
    }

    private static List<SessionId> ids(List<SessionRecord> records) {
        return records.stream().map(record -> record.session().id()).toList();
    }

    private NewSession create(String subject) {
        var session = Sessions.of(subject);
        store.create(session, Limit.NONE, NOTHING);
        return session;
    }
}
