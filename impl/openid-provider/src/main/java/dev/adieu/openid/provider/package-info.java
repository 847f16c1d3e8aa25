// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0

/**
 * The provider's side of OpenID Connect: {@link dev.adieu.openid.provider.ProviderResource} has the endpoints,
 * {@link dev.adieu.openid.provider.Clients} says who the clients are, and
 * {@link dev.adieu.openid.provider.ProviderSessions} which of them a session has signed in to. Experimental.
 */
@NullMarked
package dev.adieu.openid.provider;

import org.jspecify.annotations.NullMarked;
