// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
/** Jakarta Security, as an application uses it. */
@NullMarked
package dev.adieu.people;

import org.jspecify.annotations.NullMarked;
