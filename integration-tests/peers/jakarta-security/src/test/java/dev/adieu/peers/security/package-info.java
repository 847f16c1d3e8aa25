// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.adieu.peers.security;

import org.jspecify.annotations.NullMarked;
