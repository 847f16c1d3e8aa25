// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.websocket;

import dev.adieu.spi.BareRequest;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.net.URI;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

/** Handshakes where no Servlet container is, nor CDI that would know of one. */
class HandshakeTest {

    @ParameterizedTest
    @CsvSource({
        "/chat, ws://a.example/shop/chat?room=1, http://a.example/shop/",
        "/chat, wss://a.example/chat, https://a.example/",
        "/chat, /shop/chat, http://localhost/shop/",
        "/chat/{room}, /shop/two/chat/kitchen%2Fbar, http://localhost/shop/two/",
        "/chat, /, http://localhost/",
        "/chat/{room}, /chat, http://localhost/"
    })
    void tellWhereTheApplicationIs(String endpoint, URI request, URI root) {
        assertThat(handshake(endpoint, request).getUriInfo().getBaseUri(), is(root));
    }

    @Test
    void bringTheirHeaders() {
        var handshake = handshake("/chat", URI.create("/chat"));

        assertThat(handshake.getHeaders().get("Cookie"), is(List.of("a=1")));
        assertThat(handshake.getMethod(), is("GET"));
    }

    private static BareRequest handshake(String path, URI uri) {
        var endpoint = ServerEndpointConfig.Builder.create(Object.class, path)
                .configurator(new SignedInHandshake())
                .build();
        return Handshake.of(endpoint, new Plain(uri));
    }

    private record Plain(URI uri) implements HandshakeRequest {
        @Override
        public Map<String, List<String>> getHeaders() {
            return Map.of("cookie", List.of("a=1"));
        }

        @Override
        public URI getRequestURI() {
            return uri;
        }

        @Override
        public @Nullable Principal getUserPrincipal() {
            return null;
        }

        @Override
        public boolean isUserInRole(String role) {
            return false;
        }

        @Override
        public @Nullable Object getHttpSession() {
            return null;
        }

        @Override
        public Map<String, List<String>> getParameterMap() {
            return Map.of();
        }

        @Override
        public String getQueryString() {
            return "";
        }
    }
}
