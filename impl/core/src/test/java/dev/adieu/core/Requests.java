// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.SecurityContext;
import java.net.URI;
import java.security.Principal;
import org.glassfish.jersey.internal.MapPropertiesDelegate;
import org.glassfish.jersey.server.ContainerRequest;
import org.jspecify.annotations.Nullable;

/** Real requests, without a container. */
final class Requests {
    private Requests() {}

    /** A POST to {@code http://localhost:8080/}, with these headers. */
    static ContainerRequestContext post(String... headers) {
        return post(URI.create("http://localhost:8080/"), headers);
    }

    static ContainerRequestContext post(URI root, String... headers) {
        var request = new ContainerRequest(
                root, root.resolve("sign-out"), "POST", new Nobody(), new MapPropertiesDelegate(), null);
        request.header("Host", root.getAuthority());
        for (int i = 0; i < headers.length; i += 2) {
            request.headers(headers[i], headers[i + 1]);
        }
        return request;
    }

    /** What a container says that knows nobody. */
    private record Nobody() implements SecurityContext {
        @Override
        public @Nullable Principal getUserPrincipal() {
            return null;
        }

        @Override
        public boolean isUserInRole(String role) {
            return false;
        }

        @Override
        public boolean isSecure() {
            return false;
        }

        @Override
        public @Nullable String getAuthenticationScheme() {
            return null;
        }
    }
}
