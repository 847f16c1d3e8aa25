// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.security;

import dev.adieu.spi.BareRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Requests before Jakarta REST has seen them, as schemes know them. */
final class ServletRequests {
    private ServletRequests() {}

    static BareRequest of(HttpServletRequest request) {
        var query = request.getQueryString();
        var root = uri(request, request.getContextPath() + "/");
        return new BareRequest(
                request.getMethod(),
                root,
                uri(request, request.getRequestURI() + (query == null ? "" : "?" + query)),
                headers(request),
                new Attributes(request));
    }

    /** Servers let characters pass that a URI must not have; where it goes to is known all the same. */
    private static URI uri(HttpServletRequest request, String path) {
        var origin = request.getScheme() + "://" + request.getServerName() + ":" + request.getServerPort();
        try {
            return URI.create(origin + path);
        } catch (IllegalArgumentException e) {
            return URI.create(origin + request.getContextPath() + "/");
        }
    }

    private static Map<String, List<String>> headers(HttpServletRequest request) {
        var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        Collections.list(request.getHeaderNames())
                .forEach(name -> headers.put(name, Collections.list(request.getHeaders(name))));
        return headers;
    }

    private record Attributes(HttpServletRequest request) implements BareRequest.Properties {
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
}
