// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0

/** A provider on Jersey, Grizzly and Weld SE, and what its clients ask of it. */
@NullMarked
package dev.adieu.openid.provider.test;

import org.jspecify.annotations.NullMarked;
