// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.redis;

import dev.adieu.spi.SessionStore;
import dev.adieu.store.contract.FollowedSessionStoreContract;
import dev.adieu.store.contract.MovingClock;

class RedisFollowedStoreTest extends FollowedSessionStoreContract {
    @Override
    protected SessionStore emptyStore(MovingClock clock) {
        return TestRedis.SERVER.emptyStore(clock);
    }

    @Override
    protected SessionStore onAnotherNode(MovingClock clock) {
        return TestRedis.SERVER.node(clock);
    }
}
