// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0

/** Sessions of callers whom MicroProfile JWT knows by a bearer token. */
module dev.adieu.jwt {
    requires transitive dev.adieu;
    requires jakarta.annotation;
    requires jakarta.cdi;
    requires jakarta.inject;
    requires jakarta.json;
    requires microprofile.jwt.auth.api;

    exports dev.adieu.jwt;

    provides jakarta.ws.rs.container.DynamicFeature with
            dev.adieu.jwt.BearerFeature;
}
