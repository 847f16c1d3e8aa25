// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.linked;

import dev.adieu.openid.relying.party.RelyingPartyResource;
import jakarta.ws.rs.Path;

/** Where the provider tells of logouts, and leads browsers back to. */
@Path("openid")
public class OpenId extends RelyingPartyResource {}
