// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0

/** Jakarta WebSocket connections that end with the session that they were opened in. */
module dev.adieu.websocket {
    requires transitive dev.adieu;
    requires transitive jakarta.cdi;
    requires jakarta.annotation;
    requires jakarta.inject;
    requires static jakarta.servlet;
    requires transitive jakarta.websocket;

    exports dev.adieu.websocket;
}
