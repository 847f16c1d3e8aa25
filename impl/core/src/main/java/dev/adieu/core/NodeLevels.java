// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import dev.adieu.spi.SessionStore;
import dev.adieu.spi.StoreCounts;
import dev.adieu.spi.Telemetry.Levels;
import java.time.Duration;

/** What can be asked of this node at any time. */
record NodeLevels(SessionStore sessions, Effects effects, Sweep sweep) implements Levels {
    @Override
    public StoreCounts store() {
        return sessions.counts();
    }

    @Override
    public int underWay() {
        return effects.underWay().size();
    }

    @Override
    public Duration sinceSweep() {
        return sweep.sinceLast();
    }
}
