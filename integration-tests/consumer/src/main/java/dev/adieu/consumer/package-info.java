// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
/** What an application on the module path writes. */
@NullMarked
package dev.adieu.consumer;

import org.jspecify.annotations.NullMarked;
