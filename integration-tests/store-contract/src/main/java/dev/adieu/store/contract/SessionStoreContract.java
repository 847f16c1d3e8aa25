// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.store.contract;

import dev.adieu.FederatedLink;
import dev.adieu.Page;
import dev.adieu.Reason;
import dev.adieu.SessionId;
import dev.adieu.SessionSelector;
import dev.adieu.UserSession;
import dev.adieu.spi.Limit;
import dev.adieu.spi.NewSession;
import dev.adieu.spi.SessionRecord;
import dev.adieu.spi.SessionStore;
import dev.adieu.spi.StoredSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.adieu.Reason.IDLE_TIMEOUT;
import static dev.adieu.Reason.LIFETIME;
import static dev.adieu.Reason.LIMIT;
import static dev.adieu.Reason.SIGN_OUT;
import static dev.adieu.SessionSelector.byId;
import static dev.adieu.SessionSelector.byIssuerAndSid;
import static dev.adieu.SessionSelector.byIssuerAndSub;
import static dev.adieu.SessionSelector.bySubject;
import static dev.adieu.SessionSelector.everyone;
import static dev.adieu.SessionSelector.othersOf;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

/** What a {@link SessionStore} promises, method by method, as far as one caller can see. */
public abstract class SessionStoreContract {
    private static final Set<String> NOTHING = Set.of();
    private static final Page PAGE = Page.first(Page.LARGEST);

    private final MovingClock clock = new MovingClock();
    private SessionStore store;

    /** A store with nothing in it that tells the time by this clock. */
    protected abstract SessionStore emptyStore(MovingClock clock);

    @BeforeEach
    void open() {
        store = emptyStore(clock);
    }

    @Test
    void findsWhatItCreated() {
        var alice = Sessions.of("alice", new FederatedLink("https://op.example", "a-1", "s-1"));

        var created = store.create(alice, Limit.NONE, NOTHING);

        var found = store.find(alice.token()).orElseThrow();
        assertThat(created.accepted(), equalTo(Optional.of(found)));
        assertThat(found.session().id(), is(alice.id()));
        assertThat(found.session().subject(), is("alice"));
        assertThat(found.session().roles(), is(alice.roles()));
        assertThat(found.session().scheme(), is("Cookies"));
        assertThat(found.session().details(), is(alice.details()));
        assertThat(found.session().startedAt(), is(clock.instant()));
        assertThat(found.session().lastSeenAt(), is(clock.instant()));
        assertThat(found.session().expiresAt(), is(clock.instant().plus(Sessions.IDLE)));
        assertThat(found.links(), is(alice.links()));
        assertThat(found.secrets(), is(alice.secrets()));
        assertThat(found.ended(), is(Optional.empty()));
    }

    @Test
    void findsNothingForAnUnknownCredential() {
        create("alice");

        assertThat(store.find(Sessions.of("alice").token()), is(Optional.empty()));
    }

    @Test
    void endsOneById() {
        var ended = create("alice");
        var kept = create("alice");

        var records = store.end(byId(ended.id()), SIGN_OUT, NOTHING);

        assertThat(ids(records), contains(ended.id()));
        assertThat(records.get(0).ended().orElseThrow().reason(), is(SIGN_OUT));
        assertThat(records.get(0).ended().orElseThrow().at(), is(clock.instant()));
        assertThat(records.get(0).secrets(), is(ended.secrets()));
        assertThat(store.find(ended.token()), is(Optional.empty()));
        assertThat(live(kept), is(true));
    }

    @Test
    void endsEverySessionOfTheSubject() {
        var desk = create("alice");
        var phone = create("alice");
        var bob = create("bob");

        var records = store.end(bySubject("alice"), SIGN_OUT, NOTHING);

        assertThat(ids(records), containsInAnyOrder(desk.id(), phone.id()));
        assertThat(live(desk) || live(phone), is(false));
        assertThat(live(bob), is(true));
    }

    @Test
    void endsTheOthersOfTheSubject() {
        var kept = create("alice");
        var phone = create("alice");
        var bob = create("bob");

        var records = store.end(othersOf("alice", kept.id()), SIGN_OUT, NOTHING);

        assertThat(ids(records), contains(phone.id()));
        assertThat(live(kept) && live(bob), is(true));
    }

    @Test
    void endsByTheSessionOfAProvider() {
        var meant = create("alice", new FederatedLink("https://op.example", "a-1", "s-1"));
        var otherSid = create("alice", new FederatedLink("https://op.example", "a-1", "s-2"));
        var otherIssuer = create("alice", new FederatedLink("https://other.example", "a-1", "s-1"));
        var subOfThatText = create("eve", new FederatedLink("https://op.example", "s-1", null));

        var records = store.end(byIssuerAndSid("https://op.example", "s-1"), SIGN_OUT, NOTHING);

        assertThat(ids(records), contains(meant.id()));
        assertThat(live(otherSid) && live(otherIssuer) && live(subOfThatText), is(true));
    }

    @Test
    void endsByTheSubjectOfAProvider() {
        var one = create("alice", new FederatedLink("https://op.example", "a-1", "s-1"));
        var two = create("alice", new FederatedLink("https://op.example", "a-1", null));
        var other = create("bob", new FederatedLink("https://op.example", "b-1", "s-3"));

        var records = store.end(byIssuerAndSub("https://op.example", "a-1"), SIGN_OUT, NOTHING);

        assertThat(ids(records), containsInAnyOrder(one.id(), two.id()));
        assertThat(live(other), is(true));
    }

    @Test
    void endsEveryone() {
        var alice = create("alice");
        var bob = create("bob");

        var records = store.end(everyone(), SIGN_OUT, NOTHING);

        assertThat(ids(records), containsInAnyOrder(alice.id(), bob.id()));
        assertThat(store.list(everyone(), PAGE), is(empty()));
    }

    @Test
    void endsNothingTwice() {
        var alice = create("alice", new FederatedLink("https://op.example", "a-1", "s-1"));
        store.end(byId(alice.id()), SIGN_OUT, NOTHING);

        for (var which : List.of(
                byId(alice.id()),
                bySubject("alice"),
                othersOf("alice"),
                byIssuerAndSid("https://op.example", "s-1"),
                byIssuerAndSub("https://op.example", "a-1"),
                everyone())) {
            assertThat(which.toString(), store.end(which, SIGN_OUT, NOTHING), is(empty()));
        }
    }

    @Test
    void listsWhatIsLiveInPagesById() {
        var expected = new ArrayList<SessionId>();
        for (int i = 0; i < 25; i++) {
            expected.add(create("alice").id());
        }
        create("bob");
        expected.sort((a, b) -> a.value().compareTo(b.value()));

        var listed = new ArrayList<SessionId>();
        var page = Page.first(10);
        for (var part = store.list(bySubject("alice"), page); !part.isEmpty(); ) {
            assertThat(part.size(), is(lessThanOrEqualTo(10)));
            part.forEach(session -> listed.add(session.id()));
            page = page.next(part.get(part.size() - 1).id());
            part = store.list(bySubject("alice"), page);
        }

        assertThat(listed, equalTo(expected));
        assertThat(store.list(everyone(), PAGE), hasSize(26));
        assertThat(store.list(everyone(), Page.first(7)), hasSize(7));
    }

    @Test
    void listsByEverySelector() {
        var alice = create("alice", new FederatedLink("https://op.example", "a-1", "s-1"));
        create("alice");
        create("bob");

        for (var which : List.of(
                byId(alice.id()),
                byIssuerAndSid("https://op.example", "s-1"),
                byIssuerAndSub("https://op.example", "a-1"))) {
            assertThat(which.toString(), listed(which), contains(alice.id()));
        }
        assertThat(listed(othersOf("alice", alice.id())), hasSize(1));
    }

    @Test
    void touchMovesTheIdleDeadline() {
        var alice = create("alice");
        clock.pass(Duration.ofMinutes(20));

        var touched = store.touch(alice.id(), Duration.ZERO);

        assertThat(touched, is(true));
        assertThat(session(alice).lastSeenAt(), is(clock.instant()));
        assertThat(session(alice).expiresAt(), is(clock.instant().plus(Sessions.IDLE)));
        clock.pass(Duration.ofMinutes(20));
        assertThat(live(alice), is(true));
    }

    @Test
    void touchWritesNothingForWhatWasSeenJustNow() {
        var alice = create("alice");
        var begun = clock.instant();
        clock.pass(Duration.ofSeconds(59));

        assertThat(store.touch(alice.id(), Duration.ofSeconds(60)), is(true));
        assertThat(session(alice).lastSeenAt(), is(begun));

        clock.pass(Duration.ofSeconds(1));
        assertThat(store.touch(alice.id(), Duration.ofSeconds(60)), is(true));
        assertThat(session(alice).lastSeenAt(), is(clock.instant()));
    }

    @Test
    void touchRevivesNothing() {
        var ended = create("alice");
        var expired = create("alice");
        store.end(byId(ended.id()), SIGN_OUT, NOTHING);
        clock.pass(Sessions.IDLE);

        assertThat(store.touch(ended.id(), Duration.ZERO), is(false));
        assertThat(store.touch(expired.id(), Duration.ZERO), is(false));
        assertThat(live(ended) || live(expired), is(false));
    }

    @Test
    void nobodysIdsSelectNobody() {
        var alice = create("alice");

        assertThat(store.list(byId(), PAGE), is(empty()));
        assertThat(store.end(byId(), SIGN_OUT, NOTHING), is(empty()));
        assertThat(live(alice), is(true));
    }

    @Test
    void refusesAtTheVeryMomentOfExpiry() {
        var alice = create("alice");

        clock.pass(Sessions.IDLE.minusMillis(1));
        assertThat(live(alice), is(true));

        clock.pass(Duration.ofMillis(1));
        assertThat(live(alice), is(false));
        assertThat(store.list(bySubject("alice"), PAGE), is(empty()));
    }

    @Test
    void endsTheLifetimeHoweverOftenItIsSeen() {
        var alice = create("alice");
        for (var passed = Duration.ZERO; passed.compareTo(Sessions.LIFETIME) < 0; ) {
            assertThat(store.touch(alice.id(), Duration.ZERO), is(true));
            clock.pass(Duration.ofMinutes(20));
            passed = passed.plusMinutes(20);
        }

        assertThat(live(alice), is(false));
        var records = store.endExpired(10, NOTHING);
        assertThat(records.get(0).ended().orElseThrow().reason(), is(LIFETIME));
    }

    @Test
    void endsWhatHasExpiredOnceAndSaysWhy() {
        var idle = create("alice");
        clock.pass(Duration.ofMinutes(20));
        var fresh = create("alice");
        clock.pass(Duration.ofMinutes(10));

        var records = store.endExpired(10, NOTHING);

        assertThat(ids(records), contains(idle.id()));
        assertThat(records.get(0).ended().orElseThrow().reason(), is(IDLE_TIMEOUT));
        assertThat(store.endExpired(10, NOTHING), is(empty()));
        assertThat(live(fresh), is(true));
    }

    @Test
    void endsExpiredSessionsInBatches() {
        for (int i = 0; i < 5; i++) {
            create("alice");
        }
        var seen = create("alice");
        clock.pass(Duration.ofMinutes(20));
        store.touch(seen.id(), Duration.ZERO);
        clock.pass(Duration.ofMinutes(15));

        assertThat(store.endExpired(3, NOTHING), hasSize(3));
        assertThat(store.endExpired(3, NOTHING), hasSize(2));
        assertThat(store.endExpired(3, NOTHING), is(empty()));
        assertThat(live(seen), is(true));
    }

    @Test
    void endsExpiredSessionsOnRequestToo() {
        var alice = create("alice");
        clock.pass(Sessions.IDLE);

        assertThat(ids(store.end(bySubject("alice"), SIGN_OUT, NOTHING)), contains(alice.id()));
        assertThat(store.endExpired(10, NOTHING), is(empty()));
    }

    /** As an operator lowers it while people are signed in. */
    @Test
    void endsAllThatAreOverALimitThatIsLowerNow() {
        var all = new ArrayList<NewSession>();
        for (int i = 0; i < 4; i++) {
            all.add(create("alice"));
            clock.pass(Duration.ofSeconds(1));
        }

        var created = store.create(Sessions.of("alice"), new Limit(2, Limit.WhenReached.END_OLDEST), NOTHING);

        assertThat(
                ids(created.ended()),
                containsInAnyOrder(all.get(0).id(), all.get(1).id(), all.get(2).id()));
        assertThat(live(all.get(3)), is(true));
    }

    @Test
    void refusesTheNewcomerAtTheLimit() {
        var limit = new Limit(2, Limit.WhenReached.REFUSE_NEWCOMER);
        var one = create("alice", limit);
        var two = create("alice", limit);
        var newcomer = Sessions.of("alice");

        var created = store.create(newcomer, limit, NOTHING);

        assertThat(created.accepted(), is(Optional.empty()));
        assertThat(created.ended(), is(empty()));
        assertThat(live(newcomer), is(false));
        assertThat(live(one) && live(two), is(true));
        assertThat(store.create(Sessions.of("bob"), limit, NOTHING).accepted().isPresent(), is(true));
    }

    @Test
    void endsTheOldestAtTheLimit() {
        var limit = new Limit(2, Limit.WhenReached.END_OLDEST);
        var oldest = create("alice", limit);
        clock.pass(Duration.ofSeconds(1));
        var second = create("alice", limit);
        clock.pass(Duration.ofSeconds(1));

        var created = store.create(Sessions.of("alice"), limit, Set.of("notify"));

        assertThat(created.accepted().isPresent(), is(true));
        assertThat(ids(created.ended()), contains(oldest.id()));
        assertThat(created.ended().get(0).ended().orElseThrow().outstanding(), contains("notify"));
        assertThat(live(oldest), is(false));
        assertThat(live(second), is(true));
    }

    @Test
    void expiredSessionsDoNotCountAgainstTheLimit() {
        var limit = new Limit(1, Limit.WhenReached.REFUSE_NEWCOMER);
        create("alice", limit);
        clock.pass(Sessions.IDLE);

        assertThat(store.create(Sessions.of("alice"), limit, NOTHING).accepted().isPresent(), is(true));
    }

    @Test
    void keepsWhatIsOutstandingUntilItIsSettled() {
        var alice = create("alice");
        var records = store.end(byId(alice.id()), SIGN_OUT, Set.of("notify", "revoke"));
        assertThat(records.get(0).ended().orElseThrow().outstanding(), containsInAnyOrder("notify", "revoke"));
        store.settle(Set.of(alice.id()), "notify");
        clock.pass(Duration.ofMinutes(1));

        var left = store.unsettled(Duration.ofMinutes(1), 10);

        assertThat(ids(left), contains(alice.id()));
        assertThat(left.get(0).secrets(), is(alice.secrets()));
        assertThat(left.get(0).ended().orElseThrow().outstanding(), contains("revoke"));
        assertThat(left.get(0).ended().orElseThrow().attempts(), is(1));

        store.settle(Set.of(alice.id()), "revoke");
        clock.pass(Duration.ofHours(1));
        assertThat(store.unsettled(Duration.ofMinutes(1), 10), is(empty()));
    }

    @Test
    void handsOutWhatIsUnsettledToOneAtATime() {
        var alice = create("alice");
        store.end(byId(alice.id()), SIGN_OUT, Set.of("notify"));
        assertThat(store.unsettled(Duration.ofMinutes(1), 10), is(empty()));
        clock.pass(Duration.ofMinutes(1));
        assertThat(store.unsettled(Duration.ofMinutes(1), 10), hasSize(1));

        assertThat(store.unsettled(Duration.ofMinutes(1), 10), is(empty()));

        clock.pass(Duration.ofMinutes(1));
        assertThat(store.unsettled(Duration.ofMinutes(1), 10), hasSize(1));
    }

    @Test
    void handsOutWhatFailsAgainAndAgainAfterDelaysThatDouble() {
        var alice = create("alice");
        store.end(byId(alice.id()), SIGN_OUT, Set.of("notify"));
        var minutes = new ArrayList<Integer>();
        for (int minute = 1; minute <= 16; minute++) {
            clock.pass(Duration.ofMinutes(1));
            for (var record : store.unsettled(Duration.ofMinutes(1), 10)) {
                assertThat(record.ended().orElseThrow().attempts(), is(minutes.size() + 1));
                minutes.add(minute);
            }
        }

        assertThat(minutes, contains(1, 2, 4, 8, 16));
    }

    @Test
    void neverHidesWhatIsUnsettledForMoreThan256Delays() {
        var alice = create("alice");
        store.end(byId(alice.id()), SIGN_OUT, Set.of("notify"));
        for (int attempt = 1; attempt <= 12; attempt++) {
            clock.pass(Duration.ofSeconds(256));
            assertThat(store.unsettled(Duration.ofSeconds(1), 10), hasSize(1));
        }
    }

    @Test
    void holdsWhatIsBeingWorkedOn() {
        var alice = create("alice");
        var bob = create("bob");
        store.end(byId(alice.id(), bob.id()), SIGN_OUT, Set.of("notify"));
        clock.pass(Duration.ofSeconds(59));
        store.hold(Set.of(alice.id(), Sessions.of("carol").id()));
        clock.pass(Duration.ofSeconds(1));

        assertThat(ids(store.unsettled(Duration.ofMinutes(1), 10)), contains(bob.id()));

        // Whoever holds it no more, after the last word of it; no attempt is counted.
        clock.pass(Duration.ofSeconds(58));
        assertThat(store.unsettled(Duration.ofMinutes(1), 10), is(empty()));
        clock.pass(Duration.ofSeconds(1));
        var left = store.unsettled(Duration.ofMinutes(1), 10);
        assertThat(ids(left), contains(alice.id()));
        assertThat(left.get(0).ended().orElseThrow().attempts(), is(1));
    }

    @Test
    void holdingShortensNoDelayAndRevivesNothing() {
        var alice = create("alice");
        var live = create("alice");
        store.end(byId(alice.id()), SIGN_OUT, Set.of("notify"));
        for (int minutes = 1; minutes <= 4; minutes *= 2) {
            clock.pass(Duration.ofMinutes(Math.max(1, minutes / 2)));
            assertThat(store.unsettled(Duration.ofMinutes(1), 10), hasSize(1));
        }
        store.hold(Set.of(alice.id(), live.id()));

        clock.pass(Duration.ofMinutes(3));
        assertThat(store.unsettled(Duration.ofMinutes(1), 10), is(empty()));
        clock.pass(Duration.ofMinutes(1));
        assertThat(ids(store.unsettled(Duration.ofMinutes(1), 10)), contains(alice.id()));

        store.settle(Set.of(alice.id()), "notify");
        store.hold(Set.of(alice.id()));
        clock.pass(Duration.ofHours(1));
        assertThat(store.unsettled(Duration.ofMinutes(1), 10), is(empty()));
    }

    @Test
    void countsWhatItCanTellCheaply() {
        var alice = create("alice");
        create("bob");
        store.end(byId(alice.id()), SIGN_OUT, Set.of("notify"));
        store.end(byId(create("carol").id()), SIGN_OUT, NOTHING);

        var counts = store.counts();
        assertThat(counts.live().orElse(1), is(1L));
        assertThat(counts.unsettled().orElse(1), is(1L));

        store.settle(Set.of(alice.id()), "notify");
        store.end(everyone(), SIGN_OUT, NOTHING);
        assertThat(store.counts().live().orElse(0), is(0L));
        assertThat(store.counts().unsettled().orElse(0), is(0L));
    }

    @Test
    void handsOutWhatIsUnsettledInBatches() {
        for (int i = 0; i < 5; i++) {
            create("alice");
        }
        store.end(bySubject("alice"), SIGN_OUT, Set.of("notify"));
        clock.pass(Duration.ofMinutes(1));

        assertThat(store.unsettled(Duration.ofMinutes(1), 3), hasSize(3));
        assertThat(store.unsettled(Duration.ofMinutes(1), 3), hasSize(2));
    }

    @Test
    void keepsExpiredSessionsOutstandingToo() {
        create("alice");
        clock.pass(Sessions.IDLE);
        store.endExpired(10, Set.of("notify"));
        clock.pass(Duration.ofMinutes(1));

        assertThat(store.unsettled(Duration.ofMinutes(1), 10), hasSize(1));
    }

    @Test
    void keepsAnEndedRecordForItsRetention() {
        var alice = Sessions.retained("alice", Duration.ofMinutes(1));
        store.create(alice, Limit.NONE, NOTHING);
        assertThat(store.findEnded(alice.token()), is(Optional.empty()));
        store.end(byId(alice.id()), SIGN_OUT, NOTHING);

        var kept = store.findEnded(alice.token()).orElseThrow();
        assertThat(kept.session().subject(), is("alice"));
        assertThat(kept.ended().orElseThrow().reason(), is(SIGN_OUT));
        assertThat(kept.secrets(), is(alice.secrets()));
        assertThat(live(alice), is(false));
        assertThat(store.unsettled(Duration.ZERO, 10), is(empty()));

        clock.pass(Duration.ofMinutes(1));
        assertThat(store.findEnded(alice.token()), is(Optional.empty()));
    }

    @Test
    void keepsNoEndedRecordWithoutARetention() {
        var alice = create("alice");
        store.end(byId(alice.id()), SIGN_OUT, NOTHING);

        assertThat(store.findEnded(alice.token()), is(Optional.empty()));
    }

    @Test
    void keepsAnEndedRecordAsLongAsSomethingIsOutstanding() {
        var alice = create("alice");
        store.end(byId(alice.id()), SIGN_OUT, Set.of("notify"));
        clock.pass(Duration.ofHours(1));
        assertThat(store.findEnded(alice.token()).isPresent(), is(true));

        store.settle(Set.of(alice.id()), "notify");

        assertThat(store.findEnded(alice.token()), is(Optional.empty()));
    }

    @Test
    void aKnownTokenBeginsNothing() {
        var alice = Sessions.retained("alice", Duration.ofMinutes(1));
        store.create(alice, Limit.NONE, NOTHING);
        assertThat(store.create(alice, Limit.NONE, NOTHING).accepted(), is(Optional.empty()));
        assertThat(store.list(bySubject("alice"), PAGE), hasSize(1));
        store.end(byId(alice.id()), SIGN_OUT, NOTHING);

        assertThat(store.create(alice, Limit.NONE, NOTHING).accepted(), is(Optional.empty()));

        assertThat(live(alice), is(false));
        clock.pass(Duration.ofMinutes(1));
        assertThat(store.create(alice, Limit.NONE, NOTHING).accepted().isPresent(), is(true));
    }

    @Test
    void settlingWhatIsUnknownChangesNothing() {
        var alice = create("alice");
        store.settle(Set.of(alice.id()), "notify");
        store.end(byId(alice.id()), SIGN_OUT, Set.of("notify"));
        store.settle(Set.of(alice.id()), "unheard-of");
        clock.pass(Duration.ofMinutes(1));

        assertThat(store.unsettled(Duration.ofMinutes(1), 10), hasSize(1));
    }

    @Test
    void theFirstToRememberWins() {
        var until = clock.instant().plusSeconds(60);

        assertThat(store.remember("jti-1", "first", until), is(Optional.empty()));
        assertThat(store.remember("jti-1", "second", until), is(Optional.of("first")));
        assertThat(store.recall("jti-1"), is(Optional.of("first")));
        assertThat(store.recall("jti-2"), is(Optional.empty()));
    }

    @Test
    void forgetsWhatItRememberedInTime() {
        store.remember("jti-1", "first", clock.instant().plusSeconds(60));

        clock.pass(Duration.ofSeconds(60));

        assertThat(store.recall("jti-1"), is(Optional.empty()));
        assertThat(store.remember("jti-1", "second", clock.instant().plusSeconds(60)), is(Optional.empty()));
        clock.pass(Duration.ofSeconds(1));
        assertThat(store.recall("jti-1"), is(Optional.of("second")));
    }

    @Test
    void aTimeThatIsRememberedNeverGoesBack() {
        var now = clock.instant();
        store.advance("not-before", now, now.plusSeconds(60));
        store.advance("not-before", now.minusSeconds(10), now.plusSeconds(30));
        assertThat(store.recall("not-before"), is(Optional.of(StoredSession.text(now))));

        store.advance("not-before", now.plusSeconds(5), now.plusSeconds(90));
        clock.pass(Duration.ofSeconds(89));
        assertThat(store.recall("not-before"), is(Optional.of(StoredSession.text(now.plusSeconds(5)))));

        clock.pass(Duration.ofSeconds(1));
        assertThat(store.recall("not-before"), is(Optional.empty()));
        store.advance("not-before", now, clock.instant().plusSeconds(60));
        assertThat(store.recall("not-before"), is(Optional.of(StoredSession.text(now))));
    }

    @Test
    void tellsWatchersOfEveryEnd() {
        var limit = new Limit(1, Limit.WhenReached.END_OLDEST);
        var displaced = create("alice", limit);
        var seen = new ConcurrentHashMap<SessionId, Reason>();
        var broken = store.watch((id, reason) -> {
            throw new IllegalStateException("A watcher that fails");
        });
        var watch = store.watch(seen::put);

        var current = create("alice", limit);
        var expiring = create("bob");
        store.end(byId(current.id()), SIGN_OUT, NOTHING);
        clock.pass(Sessions.IDLE);
        store.endExpired(10, NOTHING);

        await().atMost(Duration.ofSeconds(10))
                .until(
                        () -> seen,
                        is(Map.of(displaced.id(), LIMIT, current.id(), SIGN_OUT, expiring.id(), IDLE_TIMEOUT)));
        broken.close();
        watch.close();
        seen.clear();
        store.end(byId(create("carol").id()), SIGN_OUT, NOTHING);
        assertThat(seen, is(anEmptyMap()));
    }

    @Test
    void keepsUnicodeAndLongValues() {
        var subject = "アリス 🦊 'x' \u0000; DROP TABLE -- " + "é".repeat(200);
        var alice = create(subject, new FederatedLink("https://op.example/ü", "s".repeat(255), "❤"));

        assertThat(session(alice).subject(), is(subject));
        assertThat(listed(byIssuerAndSid("https://op.example/ü", "❤")), contains(alice.id()));
        assertThat(ids(store.end(bySubject(subject), SIGN_OUT, NOTHING)), contains(alice.id()));
    }

    private NewSession create(String subject, FederatedLink... links) {
        var session = Sessions.of(subject, links);
        store.create(session, Limit.NONE, NOTHING);
        return session;
    }

    private NewSession create(String subject, Limit limit) {
        var session = Sessions.of(subject);
        store.create(session, limit, NOTHING);
        return session;
    }

    private boolean live(NewSession session) {
        return store.find(session.token()).isPresent();
    }

    private UserSession session(NewSession session) {
        return store.find(session.token()).orElseThrow().session();
    }

    private List<SessionId> listed(SessionSelector which) {
        return store.list(which, PAGE).stream().map(UserSession::id).toList();
    }

    private static List<SessionId> ids(List<SessionRecord> records) {
        return records.stream().map(record -> record.session().id()).toList();
    }
}
