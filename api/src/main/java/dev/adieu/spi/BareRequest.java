// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.spi;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.net.URI;
import java.security.Principal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A request that Jakarta REST does not see, or not yet: what a scheme needs to find a caller in it, which is headers,
 * URI, and properties. There is no caller yet; whoever asks for more is told so.
 */
public final class BareRequest implements ContainerRequestContext {
    private final String method;
    private final BareUri uri;
    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Properties properties;

    /** Where a request's properties are kept: on a Servlet container, in its attributes. */
    public interface Properties {
        /** The value of one; null where there is none. */
        @Nullable
        Object get(String name);

        /** Sets one; null removes it. */
        void set(String name, @Nullable Object value);

        /** Those that there are. */
        Set<String> names();
    }

    /**
     * A request.
     *
     * @param root where the application is, with a slash at its end
     * @param uri where the request goes; its scheme tells whether it came over TLS
     * @param headers by name, whatever its case
     */
    public BareRequest(String method, URI root, URI uri, Map<String, List<String>> headers, Properties properties) {
        this.method = method;
        this.uri = new BareUri(root, uri);
        this.properties = properties;
        headers.forEach((name, values) ->
                this.headers.computeIfAbsent(name, first -> new ArrayList<>()).addAll(values));
    }

    /** A request whose properties nobody else knows. */
    public BareRequest(String method, URI root, URI uri, Map<String, List<String>> headers) {
        this(method, root, uri, headers, new OwnProperties(new HashMap<>()));
    }

    private record OwnProperties(Map<String, Object> values) implements Properties {
        @Override
        public @Nullable Object get(String name) {
            return values.get(name);
        }

        @Override
        public void set(String name, @Nullable Object value) {
            values.compute(name, (same, before) -> value);
        }

        @Override
        public Set<String> names() {
            return Set.copyOf(values.keySet());
        }
    }

    @Override
    public @Nullable Object getProperty(String name) {
        return properties.get(name);
    }

    @Override
    public Collection<String> getPropertyNames() {
        return properties.names();
    }

    @Override
    public void setProperty(String name, @Nullable Object object) {
        properties.set(name, object);
    }

    @Override
    public void removeProperty(String name) {
        properties.set(name, null);
    }

    @Override
    public UriInfo getUriInfo() {
        return uri;
    }

    @Override
    public String getMethod() {
        return method;
    }

    @Override
    public MultivaluedMap<String, String> getHeaders() {
        var all = new MultivaluedHashMap<String, String>();
        headers.forEach((name, values) -> all.put(name, List.copyOf(values)));
        // Names are compared by their letters only, and servers keep or change the case.
        if (headers.containsKey("Cookie")) {
            all.put("Cookie", List.copyOf(headers.get("Cookie")));
        }
        return all;
    }

    @Override
    public @Nullable String getHeaderString(String name) {
        var values = headers.getOrDefault(name, List.of());
        return values.isEmpty() ? null : String.join(",", values);
    }

    @Override
    public List<MediaType> getAcceptableMediaTypes() {
        var accept = getHeaderString("Accept");
        if (accept == null) {
            return List.of(MediaType.WILDCARD_TYPE);
        }
        return Stream.of(accept.split(","))
                .flatMap(BareRequest::mediaType)
                .sorted(Comparator.comparing(BareRequest::quality).reversed())
                .toList();
    }

    private static Stream<MediaType> mediaType(String text) {
        try {
            return Stream.of(MediaType.valueOf(text.strip()));
        } catch (IllegalArgumentException e) {
            return Stream.empty();
        }
    }

    private static double quality(MediaType type) {
        try {
            return Double.parseDouble(type.getParameters().getOrDefault("q", "1"));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    @Override
    public SecurityContext getSecurityContext() {
        return new Nobody("https".equalsIgnoreCase(uri.getRequestUri().getScheme()));
    }

    /** Nobody yet: it is just being found out. */
    private record Nobody(boolean isSecure) implements SecurityContext {
        @Override
        public @Nullable Principal getUserPrincipal() {
            return null;
        }

        @Override
        public boolean isUserInRole(String role) {
            return false;
        }

        @Override
        public @Nullable String getAuthenticationScheme() {
            return null;
        }
    }

    @Override
    public void setRequestUri(URI requestUri) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setRequestUri(URI baseUri, URI requestUri) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Request getRequest() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setMethod(String method) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Date getDate() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Locale getLanguage() {
        throw new UnsupportedOperationException();
    }

    @Override
    public int getLength() {
        throw new UnsupportedOperationException();
    }

    @Override
    public MediaType getMediaType() {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Locale> getAcceptableLanguages() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, Cookie> getCookies() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean hasEntity() {
        throw new UnsupportedOperationException();
    }

    @Override
    public InputStream getEntityStream() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setEntityStream(InputStream input) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setSecurityContext(SecurityContext context) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void abortWith(Response response) {
        throw new UnsupportedOperationException();
    }
}
