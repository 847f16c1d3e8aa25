// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0

/** Sessions of a Servlet container: the HttpSession scheme, and logins that the container made. */
module dev.adieu.servlet {
    requires transitive dev.adieu;
    requires jakarta.cdi;
    requires static jakarta.el;
    requires static jakarta.json;
    requires static jakarta.security;
    requires transitive jakarta.servlet;

    exports dev.adieu.servlet;
}
