// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0

/** MicroProfile Health: whether the session store answers. */
module dev.adieu.health {
    requires transitive dev.adieu;
    requires transitive jakarta.cdi;
    requires jakarta.inject;
    requires transitive microprofile.health.api;

    exports dev.adieu.health;
}
