// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.peers.security;

class WildFlyIT extends OpenIdMechanismContract {
    WildFlyIT() {
        super("wildfly");
    }
}
