// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.redis;

import dev.adieu.Page;
import dev.adieu.SessionId;
import dev.adieu.SessionSelector;
import dev.adieu.UserSession;
import dev.adieu.spi.Bucket;
import dev.adieu.spi.Limit;
import dev.adieu.spi.NewSession;
import dev.adieu.spi.SessionRecord;
import dev.adieu.spi.StoreUnavailableException;
import dev.adieu.store.contract.MovingClock;
import dev.adieu.store.contract.Sessions;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.adieu.Reason.IDLE_TIMEOUT;
import static dev.adieu.Reason.SIGN_OUT;
import static dev.adieu.SessionSelector.byId;
import static dev.adieu.SessionSelector.bySubject;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** A cluster that moves the slot of a subject: some keys are on one node, some on the other. */
class MovingSlotTest {
    private static final Set<String> NOTHING = Set.of();
    private static final Duration DELAY = Duration.ofSeconds(15);

    private final MovingClock clock = new MovingClock();
    /** Another bucket each time: one that has moved is elsewhere. */
    private final String subject = UUID.randomUUID().toString();

    private final Bucket bucket = Bucket.of(subject);
    private final Keys keys = new Keys("adieu");
    private RedisSessionStore store;

    @BeforeEach
    void open() {
        store = TestCluster.SERVERS.emptyStore(clock);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "[it]:.*", "x|i:.*"})
    void aSightingIsNotedWholeOrNotAtAll(String carried) {
        var session = create();
        clock.pass(Duration.ofMinutes(2));
        var move = TestCluster.SERVERS.beginToMove(bucket);
        move.carry(key -> key.matches(carried));

        assertThrows(StoreUnavailableException.class, () -> store.touch(session.id(), Duration.ZERO));

        move.finish();
        var record = store.find(session.token()).orElseThrow().session();
        assertThat(record.lastSeenAt(), is(record.startedAt()));
        assertThat(store.touch(session.id(), Duration.ZERO), is(true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "[eio]:.*", "o", "[^o].*"})
    void outstandingEffectsWaitUntilTheirRecordsHaveCome(String carried) {
        var session = create();
        store.end(byId(session.id()), SIGN_OUT, Set.of("mail"));
        clock.pass(DELAY);
        var move = TestCluster.SERVERS.beginToMove(bucket);
        move.carry(key -> key.matches(carried));

        assertThat(unsettled(), is(empty()));

        move.finish();
        assertThat(ids(unsettled()), contains(session.id()));
    }

    @Test
    void anOutstandingEffectWhoseRecordIsGoneIsForgotten() {
        var session = create();
        store.end(byId(session.id()), SIGN_OUT, Set.of("mail"));
        clock.pass(DELAY);
        store.client().del(keys.ended(session.token()));

        assertThat(unsettled(), is(empty()));

        assertThat(store.client().exists(keys.inBucket(bucket, "o")), is(false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[ux].*", "[iux].*", "t:.*", "[itu].*"})
    void aListLeavesOutNothing(String carried) {
        var sessions = Stream.generate(this::create).limit(2).toList();
        var all = sessions.stream().map(NewSession::id).toList();
        var move = TestCluster.SERVERS.beginToMove(bucket);
        move.carry(key -> key.matches(carried));

        assertThrows(StoreUnavailableException.class, () -> list(bySubject(subject)));
        assertThrows(StoreUnavailableException.class, () -> list(byId(all.get(0))));

        move.finish();
        assertThat(Set.copyOf(list(bySubject(subject))), is(Set.copyOf(all)));
        assertThat(list(byId(all.get(0))), contains(all.get(0)));
    }

    /** What began anew on the other node would be in the way of what is still to come. */
    @Test
    void anEndThatCouldNotBeNotedIsRefused() {
        var first = create();
        var second = create();
        store.end(byId(first.id()), SIGN_OUT, Set.of("mail"));
        var move = TestCluster.SERVERS.beginToMove(bucket);
        move.carry(key -> !key.equals("o"));

        assertThrows(StoreUnavailableException.class, () -> store.end(byId(second.id()), SIGN_OUT, Set.of("mail")));

        move.finish();
        assertThat(store.find(second.token()).isPresent(), is(true));
        assertThat(ids(store.end(byId(second.id()), SIGN_OUT, Set.of("mail"))), contains(second.id()));
        clock.pass(DELAY);
        assertThat(Set.copyOf(ids(unsettled())), is(Set.of(first.id(), second.id())));
    }

    @Test
    void whatExpiredLongAgoIsNotForgottenBeforeItComes() {
        var session = create();
        clock.pass(Sessions.IDLE.plusHours(2));
        var move = TestCluster.SERVERS.beginToMove(bucket);
        move.carry(key -> key.equals("x"));

        assertThat(endExpired(), is(empty()));

        move.finish();
        assertThat(ids(endExpired()), contains(session.id()));
    }

    /** As the store does it when the bucket was counted before it moved. */
    private List<SessionRecord> unsettled() {
        return Values.ended(new Redis(store.client())
                .run(
                        "take over outstanding effects",
                        Script.UNSETTLED,
                        List.of(keys.inBucket(bucket, "o")),
                        Arguments.of(Long.toString(clock.millis()), keys.tag(bucket))
                                .add(DELAY.toMillis())
                                .add(10)));
    }

    private List<SessionRecord> endExpired() {
        var part = new Part(bucket, "expired", List.of());
        var answer = (List<?>) new Redis(store.client())
                .run(
                        "end sessions",
                        Script.END,
                        part.keys(keys),
                        Arguments.of(
                                        Long.toString(clock.millis()),
                                        keys.tag(bucket),
                                        "0".repeat(22),
                                        IDLE_TIMEOUT.code(),
                                        "",
                                        keys.ended())
                                .add(10)
                                .add(part.which()));
        return Values.ended(answer.get(1));
    }

    private NewSession create() {
        var session = Sessions.of(subject);
        store.create(session, Limit.NONE, NOTHING);
        return session;
    }

    private List<SessionId> list(SessionSelector which) {
        return store.list(which, Page.first(10)).stream().map(UserSession::id).toList();
    }

    private static List<SessionId> ids(Collection<SessionRecord> records) {
        return records.stream().map(record -> record.session().id()).toList();
    }
}
