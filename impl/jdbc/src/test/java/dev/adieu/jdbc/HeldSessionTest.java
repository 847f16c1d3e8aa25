// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.jdbc;

import dev.adieu.spi.Limit;
import dev.adieu.spi.NewSession;
import dev.adieu.spi.SessionRecord;
import dev.adieu.spi.SessionStore;
import dev.adieu.store.contract.MovingClock;
import dev.adieu.store.contract.Sessions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static dev.adieu.Reason.SIGN_OUT;
import static dev.adieu.SessionSelector.byId;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.is;

/** Sweeps while another node, which may be paused, holds a session: they leave that one, and wait for nothing. */
class HeldSessionTest {
    private static final Set<String> NOTIFY = Set.of("notify");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    /** A wait is an error. */
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final MovingClock clock = new MovingClock();

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void endsTheExpiredThatNobodyHolds(TestDatabase database) throws SQLException {
        var store = emptyStore(database);
        var held = create(store);
        var one = create(store);
        var another = create(store);
        clock.pass(Sessions.IDLE.plus(MINUTE));

        try (var holder = database.holding(held)) {
            assertThat(ids(store.endExpired(10, NOTIFY)), is(containsInAnyOrder(id(one), id(another))));
            holder.rollback();
        }

        assertThat(ids(store.endExpired(10, NOTIFY)), is(contains(id(held))));
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void takesOverWhatNobodyHolds(TestDatabase database) throws SQLException {
        var store = emptyStore(database);
        var held = create(store);
        var one = create(store);
        var another = create(store);
        store.end(byId(held.id(), one.id(), another.id()), SIGN_OUT, NOTIFY);
        clock.pass(MINUTE);

        try (var holder = database.holding(held)) {
            assertThat(ids(store.unsettled(MINUTE, 10)), is(containsInAnyOrder(id(one), id(another))));
            holder.rollback();
        }

        assertThat(ids(store.unsettled(MINUTE, 10)), is(contains(id(held))));
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void forgetsWhatNobodyHolds(TestDatabase database) throws SQLException {
        var store = emptyStore(database);
        var held = create(store);
        var other = create(store);
        var live = create(store);
        store.end(byId(held.id(), other.id()), SIGN_OUT, Set.of());
        clock.pass(Duration.ofMinutes(10));

        try (var holder = database.holding(held)) {
            store.endExpired(10, NOTIFY);
            assertThat(database.ids(), is(containsInAnyOrder(id(held), id(live))));
            holder.rollback();
        }

        store.endExpired(10, NOTIFY);
        assertThat(database.ids(), is(contains(id(live))));
    }

    private SessionStore emptyStore(TestDatabase database) throws SQLException {
        database.emptyStore(clock);
        return database.node(TestDatabase.pool(database.url()), TIMEOUT);
    }

    private static NewSession create(SessionStore store) {
        var session = Sessions.of("alice");
        store.create(session, Limit.NONE, Set.of());
        return session;
    }

    private static String id(NewSession session) {
        return session.id().value();
    }

    private static List<String> ids(List<SessionRecord> records) {
        return records.stream().map(record -> record.session().id().value()).toList();
    }
}
