// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.store.contract;

import dev.adieu.Page;
import dev.adieu.SessionId;
import dev.adieu.spi.Limit;
import dev.adieu.spi.NewSession;
import dev.adieu.spi.SessionStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.adieu.Reason.SIGN_OUT;
import static dev.adieu.SessionSelector.byId;
import static dev.adieu.SessionSelector.bySubject;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

/** What a {@link SessionStore} promises to many callers at once. */
public abstract class SessionStoreConcurrencyContract {
    private static final Set<String> NOTHING = Set.of();

    private final MovingClock clock = new MovingClock();
    private SessionStore store;

    /** A store with nothing in it that tells the time by this clock. */
    protected abstract SessionStore emptyStore(MovingClock clock);

    @BeforeEach
    void open() {
        store = emptyStore(clock);
    }

    @Test
    void givesEachEndedSessionToExactlyOneCaller() throws Exception {
        var alice = create("alice");

        var ended = Together.call(200, i -> store.end(byId(alice.id()), SIGN_OUT, NOTHING));

        assertThat(ended.stream().flatMap(List::stream).toList(), hasSize(1));
        assertThat(store.find(alice.token()), is(Optional.empty()));
    }

    @Test
    void givesEachExpiredSessionToExactlyOneCaller() throws Exception {
        var all = IntStream.range(0, 200).mapToObj(i -> create("user" + i % 7)).toList();
        clock.pass(Sessions.IDLE);

        var ended = Together.call(
                8,
                i -> i % 2 == 0
                        ? store.endExpired(200, NOTHING)
                        : store.end(bySubject("user" + i % 7), SIGN_OUT, NOTHING));

        var records = new ArrayList<>(ended.stream().flatMap(List::stream).toList());
        // What each left to another that was at it just then.
        records.addAll(store.endExpired(200, NOTHING));
        var ids = new HashSet<SessionId>();
        records.forEach(record -> ids.add(record.session().id()));
        assertThat(ids, hasSize(all.size()));
        assertThat(records, hasSize(all.size()));
        assertThat(store.endExpired(200, NOTHING), is(empty()));
    }

    @Test
    void nothingBringsBackASessionThatIsEnding() throws Exception {
        for (int round = 0; round < 100; round++) {
            var alice = create("alice");

            Together.call(5, i -> {
                if (i == 0) {
                    return store.end(byId(alice.id()), SIGN_OUT, NOTHING);
                }
                for (int touch = 0; touch < 25; touch++) {
                    store.touch(alice.id(), Duration.ZERO);
                }
                return List.of();
            });

            assertThat(store.find(alice.token()), is(Optional.empty()));
            assertThat(store.list(bySubject("alice"), Page.first(10)), is(empty()));
            assertThat(store.touch(alice.id(), Duration.ZERO), is(false));
        }
    }

    @Test
    void losesNoSessionThatBeginsWhileAllEnd() throws Exception {
        var begun = Together.call(8, i -> {
            var mine = new ArrayList<NewSession>();
            for (int n = 0; n < 50; n++) {
                mine.add(create("alice"));
                if (i == 0) {
                    store.end(bySubject("alice"), SIGN_OUT, NOTHING);
                }
            }
            return mine;
        });

        var live = begun.stream()
                .flatMap(List::stream)
                .filter(session -> store.find(session.token()).isPresent())
                .map(NewSession::id)
                .toList();
        var listed = store.list(bySubject("alice"), Page.first(Page.LARGEST)).stream()
                .map(session -> session.id())
                .toList();
        assertThat(new HashSet<>(listed), is(new HashSet<>(live)));
        store.end(bySubject("alice"), SIGN_OUT, NOTHING);
        begun.forEach(mine -> mine.forEach(session -> assertThat(store.find(session.token()), is(Optional.empty()))));
    }

    @Test
    void neverOvershootsTheLimit() throws Exception {
        for (var policy : Limit.WhenReached.values()) {
            var subject = "limited-" + policy;
            var limit = new Limit(3, policy);

            Together.call(100, i -> store.create(Sessions.of(subject), limit, NOTHING));

            assertThat(store.list(bySubject(subject), Page.first(100)), hasSize(3));
        }
    }

    @Test
    void oneOfManyBeginsWithAToken() throws Exception {
        var alice = Sessions.of("alice");

        var created =
                Together.call(50, i -> store.create(alice, Limit.NONE, NOTHING).accepted());

        assertThat(created.stream().filter(Optional::isPresent).toList(), hasSize(1));
        assertThat(store.list(bySubject("alice"), Page.first(10)), hasSize(1));
    }

    @Test
    void oneOfManyRemembersFirst() throws Exception {
        var until = clock.instant().plusSeconds(60);

        var before = Together.call(100, i -> store.remember("jti", "writer " + i, until));

        var firsts = before.stream().filter(Optional::isEmpty).toList();
        assertThat(firsts, hasSize(1));
        assertThat(new HashSet<>(before), hasSize(2));
    }

    @Test
    void handsOutWhatIsUnsettledToOneOfMany() throws Exception {
        create("alice");
        store.end(bySubject("alice"), SIGN_OUT, Set.of("notify"));
        clock.pass(Duration.ofMinutes(1));

        var taken = Together.call(20, i -> store.unsettled(Duration.ofMinutes(1), 10));

        assertThat(taken.stream().flatMap(List::stream).toList(), hasSize(1));
    }

    private NewSession create(String subject) {
        var session = Sessions.of(subject);
        store.create(session, Limit.NONE, NOTHING);
        return session;
    }
}
