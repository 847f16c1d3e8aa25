// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0

/** The provider's side of OpenID Connect: its end session endpoint, and the sign-out of its clients. */
module dev.adieu.openid.provider {
    requires transitive dev.adieu;
    requires transitive com.nimbusds.jose.jwt;
    requires oauth2.oidc.sdk;
    requires jakarta.annotation;
    requires transitive jakarta.cdi;
    requires jakarta.inject;
    requires java.management;
    requires org.apache.httpcomponents.client5.httpclient5;
    requires org.apache.httpcomponents.core5.httpcore5;

    exports dev.adieu.openid.provider;
}
