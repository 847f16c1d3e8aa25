// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.websocket;

import dev.adieu.spi.BareRequest;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.websocket.server.HandshakeRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The handshake as the Servlet container has it: other modules have noted there what they know of the caller. */
record ServletAttributes(HttpServletRequest request) implements BareRequest.Properties {
    private static final System.Logger LOG = System.getLogger("dev.adieu");

    /** Those of this handshake; empty where CDI knows no Servlet container, or not of this one. */
    static Optional<ServletAttributes> of(HandshakeRequest handshake) {
        try {
            var request = CDI.current().select(HttpServletRequest.class);
            return request.isResolvable() && isOf(handshake, request.get())
                    ? Optional.of(new ServletAttributes(request.get()))
                    : Optional.empty();
        } catch (ContextNotActiveException | IllegalStateException e) {
            LOG.log(System.Logger.Level.DEBUG, "CDI does not know the request of this handshake", e);
            return Optional.empty();
        }
    }

    /** By the key, which is another one for each: a request that CDI kept from before would be somebody else's. */
    private static boolean isOf(HandshakeRequest handshake, HttpServletRequest request) {
        var key = request.getHeader(HandshakeRequest.SEC_WEBSOCKET_KEY);
        return key != null
                && handshake.getHeaders().entrySet().stream()
                        .filter(header -> HandshakeRequest.SEC_WEBSOCKET_KEY.equalsIgnoreCase(header.getKey()))
                        .anyMatch(header -> List.of(key).equals(header.getValue()));
    }

    boolean isSecure() {
        return request.isSecure();
    }

    String contextPath() {
        return request.getContextPath();
    }

    @Override
    public @Nullable Object get(String name) {
        return request.getAttribute(name);
    }

    @Override
    public void set(String name, @Nullable Object value) {
        request.setAttribute(name, value);
    }

    @Override
    public Set<String> names() {
        return Set.copyOf(Collections.list(request.getAttributeNames()));
    }
}
