// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0

/** An application whose operators watch it. */
@NullMarked
package dev.adieu.telemetry.test;

import org.jspecify.annotations.NullMarked;
