// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0

/** The application's side of OpenID Connect: sign-out at the provider, and logout requests that it sends. */
module dev.adieu.openid.relying.party {
    requires transitive dev.adieu;
    requires com.nimbusds.jose.jwt;
    requires oauth2.oidc.sdk;
    requires jakarta.annotation;
    requires jakarta.cdi;
    requires jakarta.inject;
    requires static jakarta.servlet;

    exports dev.adieu.openid.relying.party;
}
