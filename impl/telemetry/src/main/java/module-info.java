// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0

/** OpenTelemetry metrics and spans of sign-outs, and a JMX bean. */
module dev.adieu.telemetry {
    requires transitive dev.adieu;
    requires static io.opentelemetry.api;
    requires static io.opentelemetry.context;
    requires jakarta.annotation;
    requires jakarta.cdi;
    requires jakarta.inject;
    requires transitive java.management;
    requires java.naming;

    exports dev.adieu.telemetry;
}
