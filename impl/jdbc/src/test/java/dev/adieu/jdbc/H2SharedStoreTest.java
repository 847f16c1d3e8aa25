// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.jdbc;

import dev.adieu.spi.SessionStore;
import dev.adieu.store.contract.MovingClock;
import dev.adieu.store.contract.SharedSessionStoreContract;

class H2SharedStoreTest extends SharedSessionStoreContract {
    @Override
    protected SessionStore emptyStore(MovingClock clock) {
        return TestDatabase.H2.emptyStore(clock);
    }

    @Override
    protected SessionStore onAnotherNode(MovingClock clock) {
        return TestDatabase.H2.node();
    }
}
