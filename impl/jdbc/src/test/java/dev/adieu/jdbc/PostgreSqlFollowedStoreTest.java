// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.jdbc;

import dev.adieu.spi.SessionStore;
import dev.adieu.store.contract.FollowedSessionStoreContract;
import dev.adieu.store.contract.MovingClock;

class PostgreSqlFollowedStoreTest extends FollowedSessionStoreContract {
    @Override
    protected SessionStore emptyStore(MovingClock clock) {
        return TestDatabase.POSTGRESQL.emptyStore(clock);
    }

    @Override
    protected SessionStore onAnotherNode(MovingClock clock) {
        return TestDatabase.POSTGRESQL.node();
    }
}
