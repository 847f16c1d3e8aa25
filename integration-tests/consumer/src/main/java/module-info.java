// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0

/** An application on the module path: it sees what the published modules export, and no more. */
module dev.adieu.consumer {
    requires dev.adieu;
    requires dev.adieu.core;
    requires dev.adieu.servlet;
    requires dev.adieu.security;
    requires dev.adieu.websocket;
    requires dev.adieu.jwt;
    requires dev.adieu.jdbc;
    requires dev.adieu.redis;
    requires dev.adieu.openid.relying.party;
    requires dev.adieu.openid.provider;
    requires dev.adieu.telemetry;
    requires dev.adieu.health;
    requires static org.jspecify;

    uses jakarta.ws.rs.container.DynamicFeature;
    uses jakarta.ws.rs.core.Feature;
}
