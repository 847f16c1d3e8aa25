// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.telemetry;

import dev.adieu.spi.Telemetry.Measure;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import org.jspecify.annotations.Nullable;

/** A duration, from now on. */
final class Timed implements Measure {
    private static final double NANOS = 1e9;

    private final DoubleHistogram durations;
    private final Attributes attributes;
    private final long began = System.nanoTime();

    Timed(DoubleHistogram durations, Attributes attributes) {
        this.durations = durations;
        this.attributes = attributes;
    }

    @Override
    public void leave() {}

    @Override
    public void over(@Nullable String failure) {
        var labels = failure == null
                ? attributes
                : attributes.toBuilder().put(Instruments.ERROR, failure).build();
        durations.record((System.nanoTime() - began) / NANOS, labels);
    }
}
