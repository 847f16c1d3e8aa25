// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.redis;

import dev.adieu.spi.Limit;
import dev.adieu.spi.NewSession;
import dev.adieu.spi.StoreUnavailableException;
import dev.adieu.store.contract.MovingClock;
import dev.adieu.store.contract.Sessions;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.adieu.Reason.SIGN_OUT;
import static dev.adieu.SessionSelector.byId;
import static dev.adieu.SessionSelector.bySubject;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** A server that does what it is asked, and whose answer gets lost. */
class LostAnswerTest {
    private static final Set<String> NOTHING = Set.of();

    private final MovingClock clock = new MovingClock();
    private OneWay way;
    private RedisSessionStore here;
    private RedisSessionStore there;

    @BeforeEach
    void open() throws Exception {
        there = TestRedis.SERVER.emptyStore(clock);
        // Known, so that what gets lost is the answer, and not that the server wants to be told the script.
        for (var script : Script.values()) {
            there.client().scriptLoad(script.text(), "any".getBytes(StandardCharsets.UTF_8));
        }
        way = new OneWay(TestRedis.SERVER.url().getPort());
        here = TestRedis.node(URI.create("redis://127.0.0.1:" + way.port()), Duration.ofMillis(300), clock);
    }

    @AfterEach
    void close() throws Exception {
        here.close();
        there.close();
        way.close();
    }

    @Test
    void anEndWhoseAnswerWasLostIsHandedOutOnce() {
        var alice = Sessions.of("alice");
        here.create(alice, Limit.NONE, NOTHING);

        way.losesAnswers.set(true);
        assertThrows(StoreUnavailableException.class, () -> here.end(byId(alice.id()), SIGN_OUT, NOTHING));
        way.losesAnswers.set(false);

        assertThat(there.find(alice.token()), is(Optional.empty()));
        assertThat(there.end(byId(alice.id()), SIGN_OUT, NOTHING), is(empty()));
        assertThat(there.endExpired(10, NOTHING), is(empty()));
        var late = here.endExpired(10, NOTHING);
        assertThat(late, hasSize(1));
        assertThat(late.get(0).session().id(), is(alice.id()));
        assertThat(late.get(0).ended().orElseThrow().reason(), is(SIGN_OUT));
        assertThat(here.endExpired(10, NOTHING), is(empty()));
    }

    @Test
    void anEndOfManyIsHandedOutWithWhatIsStillOutstanding() {
        var sessions = Stream.generate(() -> Sessions.retained("alice", Duration.ofHours(1)))
                .limit(1_001)
                .toList();
        sessions.forEach(session -> there.create(session, Limit.NONE, NOTHING));
        var first = sessions.get(0).id();

        way.losesAnswers.set(true);
        assertThrows(StoreUnavailableException.class, () -> here.end(bySubject("alice"), SIGN_OUT, Set.of("mail")));
        way.losesAnswers.set(false);
        there.settle(Set.of(first), "mail");

        assertThat(there.end(bySubject("alice"), SIGN_OUT, NOTHING), is(empty()));
        var late = here.endExpired(10, NOTHING);
        assertThat(
                late.stream().map(record -> record.session().id()).toList(),
                is(sessions.stream().map(NewSession::id).toList()));
        assertThat(
                late.stream()
                        .filter(record ->
                                record.ended().orElseThrow().outstanding().isEmpty())
                        .map(record -> record.session().id())
                        .toList(),
                is(List.of(first)));
        assertThat(here.endExpired(10, NOTHING), is(empty()));
    }

    @Test
    void anEndOfSeveralThatIsRepeatedByTheClientIsAnsweredAsTheFirst() throws Exception {
        var sessions = Stream.generate(() -> Sessions.of("alice")).limit(3).toList();
        sessions.forEach(session -> there.create(session, Limit.NONE, NOTHING));

        way.losesAnswers.set(true);
        var soon = new Thread(() -> {
            await().until(() -> there.find(sessions.get(0).token()).isEmpty());
            way.losesAnswers.set(false);
        });
        soon.start();
        var ended = here.end(bySubject("alice"), SIGN_OUT, NOTHING);
        soon.join();

        assertThat(
                ended.stream().map(record -> record.session().id()).toList(),
                is(sessions.stream().map(NewSession::id).toList()));
        assertThat(here.endExpired(10, NOTHING), is(empty()));
    }

    @Test
    void anEndThatIsRepeatedByTheClientIsAnsweredAsTheFirst() throws Exception {
        var alice = Sessions.of("alice");
        here.create(alice, Limit.NONE, NOTHING);

        way.losesAnswers.set(true);
        var soon = new Thread(() -> {
            await().until(() -> there.find(alice.token()).isEmpty());
            way.losesAnswers.set(false);
        });
        soon.start();
        var ended = here.end(byId(alice.id()), SIGN_OUT, NOTHING);
        soon.join();

        assertThat(ended, hasSize(1));
        assertThat(here.endExpired(10, NOTHING), is(empty()));
    }

    @Test
    void aRefusalThatIsRepeatedByTheClientIsNotAnsweredAsDone() throws Exception {
        var first = Sessions.of("alice");
        var second = Sessions.of("alice");
        there.create(first, Limit.NONE, NOTHING);
        there.create(second, Limit.NONE, NOTHING);
        var key = new Keys("adieu").live(second.token());
        var moving = there.client().get(key);
        there.client().del(key);

        way.losesAnswers.set(true);
        var soon = new Thread(() -> {
            await().until(() -> there.find(first.token()).isEmpty());
            way.losesAnswers.set(false);
        });
        soon.start();
        assertThrows(StoreUnavailableException.class, () -> here.end(bySubject("alice"), SIGN_OUT, NOTHING));
        soon.join();
        there.client().set(key, moving);

        assertThat(here.endExpired(10, NOTHING).get(0).session().id(), is(first.id()));
        assertThat(
                here.end(bySubject("alice"), SIGN_OUT, NOTHING).get(0).session().id(), is(second.id()));
    }

    @Test
    void aRefusalThatIsRepeatedWhenTheSessionIsBackEndsAll() throws Exception {
        var sessions = Stream.generate(() -> Sessions.of("alice")).limit(2).toList();
        sessions.forEach(session -> there.create(session, Limit.NONE, NOTHING));
        var key = new Keys("adieu").live(sessions.get(1).token());
        var moving = there.client().get(key);
        there.client().del(key);

        way.losesAnswers.set(true);
        var soon = new Thread(() -> {
            await().until(() -> there.find(sessions.get(0).token()).isEmpty());
            there.client().set(key, moving);
            way.losesAnswers.set(false);
        });
        soon.start();
        var ended = here.end(bySubject("alice"), SIGN_OUT, Set.of("mail"));
        soon.join();

        assertThat(
                ended.stream().map(record -> record.session().id()).toList(),
                is(sessions.stream().map(NewSession::id).toList()));
        assertThat(here.endExpired(10, NOTHING), is(empty()));
    }

    /** One of the first thousand had ended, and only the index did not know. */
    @Test
    void anEndOfThousandsThatIsRepeatedByTheClientGoesOn() throws Exception {
        var sessions = Stream.generate(() -> Sessions.of("alice")).limit(1_030).toList();
        sessions.forEach(session -> there.create(session, Limit.NONE, NOTHING));
        var keys = new Keys("adieu");
        var gone = sessions.get(0).token();
        there.client().del(keys.live(gone));
        there.client().zrem(keys.inBucket(gone.bucket(), "x"), gone.value().getBytes(StandardCharsets.UTF_8));

        way.losesAnswers.set(true);
        var soon = new Thread(() -> {
            await().until(() -> there.find(sessions.get(1).token()).isEmpty());
            way.losesAnswers.set(false);
        });
        soon.start();
        var ended = here.end(bySubject("alice"), SIGN_OUT, NOTHING);
        soon.join();

        assertThat(there.find(sessions.get(1_029).token()), is(Optional.empty()));
        assertThat(ended, hasSize(1_029));
    }

    @Test
    void aSignInThatIsRepeatedByTheClientBeginsOneSession() throws Exception {
        var alice = Sessions.of("alice");

        way.losesAnswers.set(true);
        var soon = new Thread(() -> {
            await().until(() -> there.find(alice.token()).isPresent());
            way.losesAnswers.set(false);
        });
        soon.start();
        var created = here.create(alice, Limit.NONE, NOTHING);
        soon.join();

        assertThat(created.accepted().isPresent(), is(true));
        assertThat(there.create(alice, Limit.NONE, NOTHING).accepted(), is(Optional.empty()));
    }

    @Test
    void whatIsRememberedTwiceByTheClientIsStillTheFirst() throws Exception {
        var until = clock.instant().plusSeconds(60);
        way.losesAnswers.set(true);
        var soon = new Thread(() -> {
            await().until(() -> there.recall("jti").isPresent());
            way.losesAnswers.set(false);
        });
        soon.start();

        var known = here.remember("jti", "mine", until);
        soon.join();

        assertThat(known, is(Optional.empty()));
        assertThat(there.remember("jti", "another's", until), is(Optional.of("mine")));
    }

    @Test
    void aSignInThatIsRepeatedAfterARefusalAnswersAllThatMadeRoom() throws Exception {
        var first = Sessions.of("alice");
        var second = Sessions.of("alice");
        there.create(first, Limit.NONE, NOTHING);
        there.create(second, Limit.NONE, NOTHING);
        var key = new Keys("adieu").live(second.token());
        var moving = there.client().get(key);
        there.client().del(key);

        way.losesAnswers.set(true);
        var soon = new Thread(() -> {
            await().until(() -> there.find(first.token()).isEmpty());
            there.client().set(key, moving);
            way.losesAnswers.set(false);
        });
        soon.start();
        var created = here.create(Sessions.of("alice"), new Limit(1, Limit.WhenReached.END_OLDEST), NOTHING);
        soon.join();

        assertThat(created.accepted().isPresent(), is(true));
        assertThat(
                created.ended().stream().map(record -> record.session().id()).toList(),
                is(List.of(first.id(), second.id())));
        assertThat(here.endExpired(10, NOTHING), is(empty()));
    }
}
