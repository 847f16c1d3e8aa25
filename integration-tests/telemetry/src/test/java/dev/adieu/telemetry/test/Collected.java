// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.telemetry.test;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.PointData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** OpenTelemetry, whose exporters a test reads. */
@ApplicationScoped
public class Collected {
    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final InMemoryMetricReader metrics = InMemoryMetricReader.create();

    /** What MicroProfile Telemetry provides. */
    @Produces
    @ApplicationScoped
    public OpenTelemetry openTelemetry() {
        return OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder()
                        .addSpanProcessor(SimpleSpanProcessor.create(spans))
                        .build())
                .setMeterProvider(
                        SdkMeterProvider.builder().registerMetricReader(metrics).build())
                .build();
    }

    List<SpanData> spans() {
        return spans.getFinishedSpanItems();
    }

    /** Of each point of a metric its attributes and its value: a number, or how many a histogram has seen. */
    Map<Map<String, Object>, Long> points(String metric) {
        return all().stream()
                .filter(each -> each.getName().equals(metric))
                .flatMap(each -> each.getData().getPoints().stream())
                .collect(Collectors.toMap(point -> plain(point.getAttributes()), Collected::value));
    }

    private static Map<String, Object> plain(Attributes attributes) {
        var plain = new TreeMap<String, Object>();
        attributes.forEach((AttributeKey<?> key, Object value) -> plain.put(key.getKey(), value));
        return plain;
    }

    private static long value(PointData point) {
        return point instanceof LongPointData number ? number.getValue() : ((HistogramPointData) point).getCount();
    }

    /** Collected once: between two calls nothing is forgotten. */
    List<MetricData> all() {
        return List.copyOf(metrics.collectAllMetrics());
    }

    /** Everything that leaves the process, as text. */
    String everything() {
        return Stream.concat(spans().stream(), all().stream())
                .map(Object::toString)
                .collect(Collectors.joining("\n"));
    }
}
