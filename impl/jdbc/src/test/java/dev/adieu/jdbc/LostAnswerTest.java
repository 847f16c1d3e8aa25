// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.jdbc;

import dev.adieu.spi.Limit;
import dev.adieu.spi.SessionRecord;
import dev.adieu.spi.StoreUnavailableException;
import dev.adieu.store.contract.MovingClock;
import dev.adieu.store.contract.Sessions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static dev.adieu.Reason.SIGN_OUT;
import static dev.adieu.SessionSelector.byId;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** A database that takes effect too late: the caller hears of a failure, and nobody of the session, until it is asked. */
class LostAnswerTest {
    private static final Set<String> NOTHING = Set.of();

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void anEndWhoseAnswerWasLostIsHandedOutOnce(TestDatabase database) throws SQLException {
        database.emptyStore(new MovingClock());
        var impatient = database.node(TestDatabase.pool(database.url()), Duration.ofMillis(500));
        var other = database.node();
        var alice = Sessions.of("alice");
        impatient.create(alice, Limit.NONE, NOTHING);

        try (var locked = database.holding(alice)) {
            assertThrows(StoreUnavailableException.class, () -> impatient.end(byId(alice.id()), SIGN_OUT, NOTHING));
            locked.rollback();
        }

        Awaitility.await().until(() -> other.find(alice.token()).isEmpty());
        assertThat(other.end(byId(alice.id()), SIGN_OUT, NOTHING), is(empty()));
        assertThat(other.endExpired(10, NOTHING), is(empty()));
        var late = new ArrayList<SessionRecord>();
        Awaitility.await().until(() -> late.addAll(impatient.endExpired(10, NOTHING)));
        assertThat(ids(late), contains(alice.id().value()));
        assertThat(late.get(0).ended().map(ending -> ending.reason()), is(Optional.of(SIGN_OUT)));
        assertThat(impatient.endExpired(10, NOTHING), is(empty()));
    }

    private static List<String> ids(List<SessionRecord> records) {
        return records.stream().map(record -> record.session().id().value()).toList();
    }
}
