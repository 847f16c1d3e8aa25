// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0

/** Adieu's sessions as callers of Jakarta Security. */
module dev.adieu.security {
    requires transitive dev.adieu;
    requires transitive jakarta.cdi;
    requires jakarta.inject;
    requires transitive jakarta.security;
    requires transitive jakarta.servlet;

    exports dev.adieu.security;
}
