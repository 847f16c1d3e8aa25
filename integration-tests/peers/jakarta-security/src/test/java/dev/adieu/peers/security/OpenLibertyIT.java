// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.peers.security;

class OpenLibertyIT extends OpenIdMechanismContract {
    OpenLibertyIT() {
        super("open-liberty");
    }
}
