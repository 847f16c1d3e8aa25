// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
/** MicroProfile Health: whether the session store answers. */
@NullMarked
package dev.adieu.health;

import org.jspecify.annotations.NullMarked;
