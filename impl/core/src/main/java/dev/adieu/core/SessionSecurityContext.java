// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import dev.adieu.spi.SessionRecord;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The caller as Jakarta REST sees them: Adieu's session if there is one, else whom the container knows. */
final class SessionSecurityContext implements SecurityContext {
    private final Exchange exchange;
    private final SecurityContext container;

    SessionSecurityContext(Exchange exchange, SecurityContext container) {
        this.exchange = exchange;
        this.container = container;
    }

    private record Caller(String name) implements Principal {
        @Override
        public String getName() {
            return name;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    @Nullable
    Principal containerPrincipal() {
        return container.getUserPrincipal();
    }

    @Nullable
    String containerAuthentication() {
        return container.getAuthenticationScheme();
    }

    private Optional<SessionRecord> session() {
        return exchange.session();
    }

    @Override
    public @Nullable Principal getUserPrincipal() {
        return session().map(this::principal).orElseGet(container::getUserPrincipal);
    }

    /** The container's own where it knows them: that one may say more than a name, as a token does. */
    private Principal principal(SessionRecord record) {
        var subject = record.session().subject();
        var known = exchange.isContainers(record) ? container.getUserPrincipal() : null;
        return known != null && subject.equals(known.getName()) ? known : new Caller(subject);
    }

    @Override
    public boolean isUserInRole(String role) {
        return session()
                .filter(record -> !exchange.isContainers(record))
                .map(record -> record.session().roles().contains(role))
                .orElseGet(() -> container.isUserInRole(role));
    }

    @Override
    public boolean isSecure() {
        return container.isSecure();
    }

    @Override
    public @Nullable String getAuthenticationScheme() {
        return session().map(record -> record.session().scheme()).orElseGet(container::getAuthenticationScheme);
    }
}
