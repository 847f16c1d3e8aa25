// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.jersey;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.ext.Provider;
import java.security.Principal;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** What a server with MicroProfile JWT does, but for the signature: here a token is its claims. */
@Provider
@Priority(Priorities.AUTHENTICATION)
public class Bearers implements ContainerRequestFilter {

    @Override
    public void filter(ContainerRequestContext request) {
        var header = request.getHeaderString("Authorization");
        if (header != null && header.startsWith("Bearer ")) {
            request.setSecurityContext(new Caller(Verified.of(header.substring("Bearer ".length()))));
        }
    }

    /** A server that verifies a token only when a method asks for a role. */
    @Provider
    @Priority(Priorities.AUTHORIZATION)
    public static class Late extends Bearers {}

    /** The header that carries a token with these claims and what every token has, but for those without a value. */
    static String[] token(String subject, String... claims) {
        var now = Instant.now().getEpochSecond();
        var all = new TreeMap<>(Map.of(
                "upn",
                subject,
                "sub",
                "sub-" + subject,
                "iss",
                "https://issuer",
                "iat",
                "" + (now - 10),
                "exp",
                "" + (now + 3600)));
        for (var i = 0; i < claims.length; i += 2) {
            all.put(claims[i], claims[i + 1]);
        }
        var text = all.entrySet().stream()
                .filter(claim -> !claim.getValue().isEmpty())
                .map(claim -> claim.getKey() + "=" + claim.getValue())
                .collect(Collectors.joining(";"));
        return new String[] {"Authorization", "Bearer " + text};
    }

    /** The caller as the server says it. */
    private record Caller(JsonWebToken token) implements SecurityContext {
        @Override
        public Principal getUserPrincipal() {
            return token;
        }

        @Override
        public boolean isUserInRole(String role) {
            return token.getGroups().contains(role);
        }

        @Override
        public boolean isSecure() {
            return false;
        }

        @Override
        public String getAuthenticationScheme() {
            return "MP-JWT";
        }
    }

    /** A token that the server has verified. */
    private record Verified(Map<String, Object> claims) implements JsonWebToken {
        static Verified of(String text) {
            var claims = new HashMap<String, Object>(Map.of("raw_token", text));
            Stream.of(text.split(";"))
                    .map(claim -> claim.split("=", 2))
                    .forEach(claim -> claims.put(
                            claim[0],
                            switch (claim[0]) {
                                case "iat", "exp" -> claim[1].matches("[0-9]+") ? Long.valueOf(claim[1]) : claim[1];
                                case "groups" -> Set.of(claim[1].split(","));
                                default -> claim[1];
                            }));
            return new Verified(claims);
        }

        @Override
        public String getName() {
            return (String) claims.get("upn");
        }

        @Override
        public Set<String> getClaimNames() {
            return claims.keySet();
        }

        @Override
        @SuppressWarnings("unchecked")
        public <T> T getClaim(String name) {
            return (T) claims.get(name);
        }
    }
}
