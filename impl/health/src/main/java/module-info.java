// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0

/** MicroProfile Health: whether the session store answers. */
module dev.adieu.health {
    requires transitive dev.adieu;
    requires jakarta.cdi;
    requires jakarta.inject;
    requires microprofile.health.api;

    opens dev.adieu.health;
}
