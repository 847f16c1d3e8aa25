// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0

/**
 * The application's side of OpenID Connect logout: a sign-out here leads to the provider's end session endpoint and revokes
 * tokens, and the provider's own requests end sessions here, on whichever node they arrive, because they only write to the
 * store. Applications subclass {@link dev.adieu.openid.relying.party.RelyingPartyResource}; the rest are beans.
 */
@NullMarked
package dev.adieu.openid.relying.party;

import org.jspecify.annotations.NullMarked;
