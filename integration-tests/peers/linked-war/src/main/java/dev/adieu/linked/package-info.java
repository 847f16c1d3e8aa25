// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
/** An OpenID provider that Jakarta Security signs people in at, as an application uses it. */
@NullMarked
package dev.adieu.linked;

import org.jspecify.annotations.NullMarked;
