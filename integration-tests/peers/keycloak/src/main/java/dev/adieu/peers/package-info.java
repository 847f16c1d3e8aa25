// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Real OpenID providers that tests sign people in at, and the browser that they do it with. {@link
 * dev.adieu.peers.Keycloak} is started once for all tests of a run.
 */
@NullMarked
package dev.adieu.peers;

import org.jspecify.annotations.NullMarked;
