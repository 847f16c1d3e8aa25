// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0

/** What the site is made of. */
@NullMarked
package dev.adieu.site;

import org.jspecify.annotations.NullMarked;
