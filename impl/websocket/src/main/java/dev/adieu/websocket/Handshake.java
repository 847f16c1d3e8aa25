// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.websocket;

import dev.adieu.spi.BareRequest;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.net.URI;
import java.util.Optional;

/** The request that opens a socket, as schemes know requests. */
final class Handshake {
    private Handshake() {}

    static BareRequest of(ServerEndpointConfig endpoint, HandshakeRequest request) {
        var attributes = attributes(request);
        var uri = request.getRequestURI();
        var path = Optional.ofNullable(uri.getRawPath()).orElse("/");
        var secure = attributes.map(ServletAttributes::isSecure).orElseGet(() -> isSecure(uri));
        // Servers differ in what they say of the host, so nobody relies on it: the header Host tells.
        var origin = (secure ? "https" : "http") + "://"
                + Optional.ofNullable(uri.getRawAuthority()).orElse("localhost");
        var contextPath =
                attributes.map(ServletAttributes::contextPath).orElseGet(() -> contextPath(path, endpoint.getPath()));
        var root = URI.create(origin + contextPath + "/");
        var whole = URI.create(origin + path);
        return attributes
                .map(known -> new BareRequest("GET", root, whole, request.getHeaders(), known))
                .orElseGet(() -> new BareRequest("GET", root, whole, request.getHeaders()));
    }

    /** Where there is no Servlet container, there need not be its API. */
    private static Optional<ServletAttributes> attributes(HandshakeRequest request) {
        try {
            return ServletAttributes.of(request);
        } catch (LinkageError e) {
            return Optional.empty();
        }
    }

    private static boolean isSecure(URI uri) {
        return "wss".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
    }

    /** What comes before the path of the endpoint, whose every segment, variable or not, is one of the request's. */
    private static String contextPath(String path, String endpoint) {
        var end = path.length();
        for (int slashes = endpoint.length() - endpoint.replace("/", "").length(); slashes > 0; slashes--) {
            end = Math.max(0, path.lastIndexOf('/', end - 1));
        }
        return path.substring(0, end);
    }
}
