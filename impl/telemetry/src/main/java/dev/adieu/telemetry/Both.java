// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.telemetry;

import dev.adieu.spi.Telemetry.Measure;
import org.jspecify.annotations.Nullable;

/** One step, measured in two ways. */
record Both(Measure first, Measure second) implements Measure {
    @Override
    public void leave() {
        first.leave();
        second.leave();
    }

    @Override
    public void over(@Nullable String failure) {
        first.over(failure);
        second.over(failure);
    }
}
