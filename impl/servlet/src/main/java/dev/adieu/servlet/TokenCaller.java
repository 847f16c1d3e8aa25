// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.servlet;

import java.security.Principal;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Callers whom MicroProfile JWT knows by a bearer token: no login that the container keeps, and so nothing that ends with
 * a session of it. They are the business of {@code adieu-jwt}, or of nobody.
 */
final class TokenCaller {
    /** By its name, since most servers are without it. */
    private static final String TOKEN = "org.eclipse.microprofile.jwt.JsonWebToken";

    private TokenCaller() {}

    static boolean isOne(@Nullable Principal principal) {
        return principal != null && isToken(principal.getClass());
    }

    private static boolean isToken(@Nullable Class<?> type) {
        return type != null
                && (type.getName().equals(TOKEN)
                        || isToken(type.getSuperclass())
                        || Stream.of(type.getInterfaces()).anyMatch(TokenCaller::isToken));
    }
}
