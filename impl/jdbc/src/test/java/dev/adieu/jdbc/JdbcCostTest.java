// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.jdbc;

import dev.adieu.FederatedLink;
import dev.adieu.SessionSelector;
import dev.adieu.spi.Limit;
import dev.adieu.spi.NewSession;
import dev.adieu.spi.SessionStore;
import dev.adieu.store.contract.MovingClock;
import dev.adieu.store.contract.Sessions;
import dev.adieu.store.contract.Together;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static dev.adieu.Reason.SIGN_OUT;
import static dev.adieu.SessionSelector.byId;
import static dev.adieu.SessionSelector.byIssuerAndSid;
import static dev.adieu.SessionSelector.bySubject;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

/** What is sent to a database for what is asked of the store; H2 takes a lock besides. */
class JdbcCostTest {
    private static final Set<String> NOTHING = Set.of();

    private final MovingClock clock = new MovingClock();

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void aLookUpIsOneStatement(TestDatabase database) {
        var counted = new CountedSource(database.dataSource());
        var store = store(database, counted);
        var alice = create(store, "alice");

        assertThat(counted.count(() -> store.find(alice.token())), is(1));
        assertThat(counted.count(() -> store.find(Sessions.of("alice").token())), is(1));
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void aSignInIsOneStatement(TestDatabase database) {
        var counted = new CountedSource(database.dataSource());
        var store = store(database, counted);

        assertThat(counted.count(() -> create(store, "alice")), is(1));
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void aSignOutIsOneStatementWhateverItEnds(TestDatabase database) {
        var counted = new CountedSource(database.dataSource());
        var store = store(database, counted);
        for (int i = 0; i < 2_000; i++) {
            create(store, "bystander" + i);
        }
        for (int sessions : new int[] {1, 10, 1000}) {
            for (int i = 0; i < sessions; i++) {
                create(store, "alice");
            }
            assertThat(counted.count(() -> ends(store, bySubject("alice"), sessions)), is(1));
        }
        var one = create(store, "alice");
        var linked = Sessions.of("alice", new FederatedLink("https://op.example", "a", "s"));
        store.create(linked, Limit.NONE, NOTHING);

        assertThat(counted.count(() -> ends(store, byId(one.id()), 1)), is(1));
        assertThat(counted.count(() -> ends(store, byIssuerAndSid("https://op.example", "s"), 1)), is(2));
        assertThat(counted.count(() -> ends(store, bySubject("nobody"), 0)), is(1));
        assertThat(counted.commits.get(), is(1));
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void manySightingsInAMinuteAreOneWrite(TestDatabase database) throws Exception {
        var counted = new CountedSource(database.dataSource());
        var store = store(database, counted);
        var alice = create(store, "alice");
        clock.pass(Duration.ofMinutes(1));

        Together.call(10, i -> store.touch(alice.id(), Duration.ofMinutes(1)));

        assertThat(counted.rowsUpdated.get(), is(1));
    }

    private SessionStore store(TestDatabase database, CountedSource counted) {
        database.emptyStore(clock);
        return database.node(counted.dataSource(), TestDatabase.TIMEOUT);
    }

    private static NewSession create(SessionStore store, String subject) {
        var session = Sessions.of(subject);
        store.create(session, Limit.NONE, NOTHING);
        return session;
    }

    private static void ends(SessionStore store, SessionSelector which, int sessions) {
        assertThat(store.end(which, SIGN_OUT, NOTHING), hasSize(sessions));
    }
}
