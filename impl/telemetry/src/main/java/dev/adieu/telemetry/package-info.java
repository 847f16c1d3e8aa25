// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0

/** What operators see: metrics, spans and a JMX bean. Nothing here names a subject, a session or a secret. */
@NullMarked
package dev.adieu.telemetry;

import org.jspecify.annotations.NullMarked;
