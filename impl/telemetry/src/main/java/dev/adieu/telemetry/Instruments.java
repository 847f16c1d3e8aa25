// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.telemetry;

import dev.adieu.Reason;
import dev.adieu.SignOutError;
import dev.adieu.spi.StoreUnavailableException;
import dev.adieu.spi.Telemetry;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.BatchCallback;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import io.opentelemetry.api.trace.Tracer;
import jakarta.enterprise.inject.Instance;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * OpenTelemetry's metrics and spans. Loaded only where its API is there: elsewhere this class does not link.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/general/metrics/">Semantic conventions for metrics</a>
 */
final class Instruments implements Telemetry, AutoCloseable {
    private static final String SCOPE = "dev.adieu";
    private static final AttributeKey<String> REASON = AttributeKey.stringKey("adieu.reason");
    private static final AttributeKey<String> SCHEME = AttributeKey.stringKey("adieu.scheme");
    private static final AttributeKey<String> EFFECT = AttributeKey.stringKey("adieu.effect");
    private static final AttributeKey<String> OPERATION = AttributeKey.stringKey("adieu.store.operation");
    /** What failed; absent where nothing did. */
    static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");

    /** In seconds, as OpenTelemetry's own for durations; a store in the same rack answers within the first. */
    private static final List<Double> BUCKETS =
            List.of(0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0);

    private final Tracer tracer;
    private final Meter meter;
    private final LongCounter signOuts;
    private final LongCounter sessionsEnded;
    private final LongCounter requestsRefused;
    private final DoubleHistogram effects;
    private final DoubleHistogram store;
    /** Those of what succeeds, which nearly everything does. */
    private final ConcurrentMap<String, Attributes> operations = new ConcurrentHashMap<>();

    private @Nullable BatchCallback observing;

    Instruments(OpenTelemetry openTelemetry) {
        tracer = openTelemetry.getTracer(SCOPE);
        meter = openTelemetry.getMeter(SCOPE);
        signOuts = counter("adieu.sign_outs", "{sign_out}", "Sign-outs, done and refused");
        sessionsEnded = counter("adieu.sessions.ended", "{session}", "Sessions that ended, by whatever ended them");
        requestsRefused = counter("adieu.requests.refused", "{request}", "Answers that refused a request");
        effects = histogram("adieu.effect.duration", "What an attempt at an effect took");
        store = histogram("adieu.store.duration", "What an answer of the session store took");
    }

    /** The runtime's, or the application's own: a CDI bean, else the global one; empty where there is neither. */
    static Optional<Instruments> of(Instance<Object> beans) {
        var bean = beans.select(OpenTelemetry.class);
        return (bean.isResolvable() ? Optional.of(bean.get()) : global()).map(Instruments::new);
    }

    /** Only if it is set: older versions cannot tell, and to ask them would be to set it, for good, to nothing. */
    private static Optional<OpenTelemetry> global() {
        try {
            var isSet = GlobalOpenTelemetry.class.getMethod("isSet").invoke(null);
            return Boolean.TRUE.equals(isSet) ? Optional.of(GlobalOpenTelemetry.get()) : Optional.empty();
        } catch (ReflectiveOperationException e) {
            return Optional.empty();
        }
    }

    private LongCounter counter(String name, String unit, String description) {
        return meter.counterBuilder(name)
                .setUnit(unit)
                .setDescription(description)
                .build();
    }

    private DoubleHistogram histogram(String name, String description) {
        return meter.histogramBuilder(name)
                .setUnit("s")
                .setDescription(description)
                .setExplicitBucketBoundariesAdvice(BUCKETS)
                .build();
    }

    private ObservableLongMeasurement gauge(String name, String unit, String description) {
        return meter.gaugeBuilder(name)
                .ofLongs()
                .setUnit(unit)
                .setDescription(description)
                .buildObserver();
    }

    @Override
    public void begin(Levels levels) {
        var live = gauge("adieu.sessions.live", "{session}", "Sessions in the store that have not ended");
        var unsettled = gauge(
                "adieu.sessions.unsettled", "{session}", "Ended sessions in the store with effects still to be done");
        var underWay =
                gauge("adieu.sessions.under_way", "{session}", "Sessions whose durable effects this node is doing");
        var sweep = gauge("adieu.sweep.age", "s", "Since this node last ended all sessions that had expired");
        observing = meter.batchCallback(
                () -> {
                    underWay.record(levels.underWay());
                    sweep.record(levels.sinceSweep().toSeconds());
                    try {
                        var counts = levels.store();
                        counts.live().ifPresent(live::record);
                        counts.unsettled().ifPresent(unsettled::record);
                    } catch (StoreUnavailableException e) {
                        // Nothing is known, so nothing is said: that it fails, its durations tell.
                    }
                },
                live,
                unsettled,
                underWay,
                sweep);
    }

    @Override
    public Measure begin(Step step, String name) {
        return switch (step) {
            case DECIDE -> new Traced(tracer.spanBuilder("adieu decide"));
            case END -> new Traced(tracer.spanBuilder("adieu end"));
            case EFFECT ->
                new Both(
                        new Traced(tracer.spanBuilder("adieu effect").setAttribute(EFFECT, name)),
                        new Timed(effects, Attributes.of(EFFECT, name)));
            case STORE -> new Timed(store, operations.computeIfAbsent(name, key -> Attributes.of(OPERATION, key)));
        };
    }

    @Override
    public void signedOut(Reason reason, String scheme, @Nullable SignOutError error) {
        var attributes = Attributes.builder().put(REASON, reason.code());
        if (!scheme.isEmpty()) {
            attributes.put(SCHEME, scheme);
        }
        if (error != null) {
            attributes.put(ERROR, error.code());
        }
        signOuts.add(1, attributes.build());
    }

    @Override
    public void ended(Reason reason, String scheme, int sessions) {
        sessionsEnded.add(sessions, Attributes.of(REASON, reason.code(), SCHEME, scheme));
    }

    @Override
    public void refused(SignOutError error) {
        requestsRefused.add(1, Attributes.of(ERROR, error.code()));
    }

    @Override
    public void close() {
        if (observing != null) {
            observing.close();
        }
    }
}
