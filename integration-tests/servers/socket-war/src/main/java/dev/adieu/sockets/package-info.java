// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0

/** A socket for people who are signed in. */
@NullMarked
package dev.adieu.sockets;

import org.jspecify.annotations.NullMarked;
