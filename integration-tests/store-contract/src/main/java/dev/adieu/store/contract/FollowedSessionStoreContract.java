// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.store.contract;

import dev.adieu.FederatedLink;
import dev.adieu.SessionId;
import dev.adieu.spi.Follower;
import dev.adieu.spi.Follower.Following;
import dev.adieu.spi.Limit;
import dev.adieu.spi.NewSession;
import dev.adieu.spi.SessionStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.adieu.Reason.SIGN_OUT;
import static dev.adieu.SessionSelector.byId;
import static dev.adieu.SessionSelector.byIssuerAndSub;
import static dev.adieu.SessionSelector.bySubject;
import static dev.adieu.SessionSelector.everyone;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

/** What a {@link SessionStore} promises to those who {@linkplain SessionStore#follow follow} every end. */
public abstract class FollowedSessionStoreContract {
    private static final Set<String> NOTHING = Set.of();

    private final MovingClock clock = new MovingClock();
    private final Heard heard = new Heard();
    private final AtomicInteger marks = new AtomicInteger();
    private SessionStore here;
    private SessionStore there;
    private Following following;

    /** A store with nothing in it that tells the time by this clock. */
    protected abstract SessionStore emptyStore(MovingClock clock);

    /** The same store, as another node has it. */
    protected abstract SessionStore onAnotherNode(MovingClock clock);

    @BeforeEach
    void follow() {
        here = emptyStore(clock);
        there = onAnotherNode(clock);
        following = here.follow(heard).orElseThrow();
        awaitFollowing();
    }

    /** Until it is there, echoes may be missed; and whoever has not been asked for one for long may begin anew. */
    private void awaitFollowing() {
        var last = heard.lastMark;
        await().until(() -> {
            following.echo(marks.incrementAndGet());
            return heard.lastMark > last;
        });
    }

    @AfterEach
    void close() {
        following.close();
    }

    /** What it has been told. */
    private static final class Heard implements Follower {
        private final Set<SessionId> ended = ConcurrentHashMap.newKeySet();
        private final Map<Long, Instant> times = new ConcurrentHashMap<>();
        private volatile long lastMark;
        private volatile int lost;

        @Override
        public void ended(SessionId session) {
            ended.add(session);
        }

        @Override
        public void echoed(long mark, Instant time) {
            times.put(mark, time);
            lastMark = mark;
        }

        @Override
        public void lost() {
            lost++;
        }
    }

    private long echo() {
        long mark = marks.incrementAndGet();
        following.echo(mark);
        await().until(() -> heard.lastMark >= mark);
        return mark;
    }

    @Test
    void itIsSaidThatNothingWasHeardBefore() {
        assertThat(heard.lost, is(greaterThan(0)));
    }

    @Test
    void anEchoComesAfterEveryEndBeforeIt() throws Exception {
        for (int round = 0; round < 20; round++) {
            var sessions = create(there, "alice", 10);
            Together.call(sessions.size(), i -> there.end(byId(sessions.get(i).id()), SIGN_OUT, NOTHING));

            echo();

            assertThat(heard.ended, hasItems(ids(sessions)));
        }
    }

    @Test
    void nobodyWhoIsSignedInIsSaidToHaveEnded() {
        var alice = create(there, "alice", 1).get(0);
        there.touch(alice.id(), Duration.ZERO);
        here.end(bySubject("bob"), SIGN_OUT, NOTHING);

        echo();

        assertThat(heard.ended, not(hasItem(alice.id())));
    }

    @Test
    void everyKindOfEndIsHeard() {
        var bySubject = create(there, "alice", 3);
        there.end(bySubject("alice"), SIGN_OUT, Set.of("notify"));
        var linked = Sessions.of("bob", new FederatedLink("https://op.example", "b", "s1"));
        there.create(linked, Limit.NONE, NOTHING);
        there.end(byIssuerAndSub("https://op.example", "b"), SIGN_OUT, NOTHING);
        var crowded = create(there, "carol", 2);
        var newest = Sessions.of("carol");
        there.create(newest, new Limit(1, Limit.WhenReached.END_OLDEST), NOTHING);
        var own = create(here, "dan", 1);
        here.end(byId(own.get(0).id()), SIGN_OUT, NOTHING);
        echo();

        assertThat(heard.ended, hasItems(ids(bySubject)));
        assertThat(heard.ended, hasItem(linked.id()));
        assertThat(heard.ended, hasItems(ids(crowded)));
        assertThat(heard.ended, hasItems(ids(own)));
        assertThat(heard.ended, not(hasItem(newest.id())));

        var expired = create(there, "erin", 2);
        clock.pass(Sessions.IDLE);
        assertThat(there.endExpired(10, NOTHING), hasSize(3));
        echo();
        assertThat(heard.ended, hasItems(ids(expired)));
    }

    @Test
    void anEndOfThousandsIsHeardWhole() {
        var sessions = new ArrayList<NewSession>();
        for (int i = 0; i < 2500; i++) {
            sessions.addAll(create(there, "user" + i % 3, 1));
        }
        awaitFollowing();
        there.end(everyone(), SIGN_OUT, NOTHING);

        echo();

        assertThat(heard.ended.containsAll(List.of(ids(sessions))), is(true));
    }

    @Test
    void anEchoTellsTheStoresTime() {
        var before = clock.instant();
        var mark = echo();
        clock.pass(Duration.ofHours(1));
        var later = echo();

        assertThat(Duration.between(before, heard.times.get(mark)).abs().toSeconds() < 10, is(true));
        assertThat(
                Duration.between(heard.times.get(mark), heard.times.get(later)).compareTo(Duration.ofMinutes(59)),
                is(greaterThan(0)));
    }

    @Test
    void whoHasClosedIsToldNothingMore() {
        following.close();
        await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
        var alice = create(there, "alice", 1).get(0);
        there.end(byId(alice.id()), SIGN_OUT, NOTHING);
        await().pollDelay(Duration.ofMillis(300)).until(() -> true);

        assertThat(heard.ended, not(hasItem(alice.id())));
    }

    private static List<NewSession> create(SessionStore store, String subject, int count) {
        var sessions = new ArrayList<NewSession>();
        for (int i = 0; i < count; i++) {
            var session = Sessions.of(subject);
            store.create(session, Limit.NONE, NOTHING);
            sessions.add(session);
        }
        return sessions;
    }

    private static SessionId[] ids(List<NewSession> sessions) {
        return sessions.stream().map(NewSession::id).toArray(SessionId[]::new);
    }
}
