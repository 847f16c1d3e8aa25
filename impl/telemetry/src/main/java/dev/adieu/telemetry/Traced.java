// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.telemetry;

import dev.adieu.spi.Telemetry.Measure;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;

/** A span, the parent of what is called while its thread has not left. */
final class Traced implements Measure {
    private final Span span;
    private final Scope scope;

    Traced(SpanBuilder builder) {
        span = builder.startSpan();
        scope = span.makeCurrent();
    }

    @Override
    public void leave() {
        scope.close();
    }

    @Override
    public void over(@Nullable String failure) {
        if (failure != null) {
            span.setStatus(StatusCode.ERROR).setAttribute(Instruments.ERROR, failure);
        }
        span.end();
    }
}
