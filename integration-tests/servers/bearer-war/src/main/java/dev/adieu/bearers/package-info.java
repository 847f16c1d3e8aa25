// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
/** The sample's application, for people whom a bearer token proves. */
@NullMarked
package dev.adieu.bearers;

import org.jspecify.annotations.NullMarked;
