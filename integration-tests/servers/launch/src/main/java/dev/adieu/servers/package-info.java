// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Starts any server as a process of its own, for the suite. What differs between servers is a leaf's
 * {@code server.properties}; {@link dev.adieu.servers.Recipe} tells what it may say.
 */
@NullMarked
package dev.adieu.servers;

import org.jspecify.annotations.NullMarked;
