// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What the cookie is called for a request, and whether it is {@code Secure}; or that there must not be one, because the
 * way here is not known to be safe.
 *
 * <p>{@code adieu.origin} decides. Without it, TLS that ends here is safe, and so is plain HTTP that never leaves this
 * machine: development. A cookie is recognised wherever it may have been issued, but issued only where nothing says that
 * a proxy stands before us. Applications on one host have names of their own, from their context paths; in development,
 * where cookies are shared between ports, from their ports too.
 */
final class CookieNaming {
    private static final System.Logger LOG = System.getLogger("dev.adieu");
    private static final Set<String> SAYS_PROXIED = Set.of("forwarded", "via");

    /** @param secure whether it has the attribute, and the prefix that demands it (RFC 6265bis, section 4.1.3.2) */
    record Cookie(String name, boolean secure) {}

    /** All that the name of a request's cookie depends on. */
    private record Asked(@Nullable String host, boolean tls, String contextPath) {
        static Asked of(ContainerRequestContext request, ContextPath contextPath) {
            return new Asked(request.getHeaderString("Host"), arrivedByTls(request), contextPath.of(request));
        }
    }

    private record Answered(Asked asked, Cookie cookie) {}

    private final String base;
    private final PublicOrigin publicOrigin;
    private final ContextPath contextPath;
    private final AtomicBoolean warned = new AtomicBoolean();
    /** Nearly every request asks what the one before did. */
    private volatile @Nullable Answered last;

    CookieNaming(String base, PublicOrigin publicOrigin, ContextPath contextPath) {
        this.base = base;
        this.publicOrigin = publicOrigin;
        this.contextPath = contextPath;
    }

    /** What the cookie of this request is called. */
    Cookie of(ContainerRequestContext request) {
        var asked = Asked.of(request, contextPath);
        var before = last;
        if (before != null && before.asked().equals(asked)) {
            return before.cookie();
        }
        var cookie = cookie(asked);
        last = new Answered(asked, cookie);
        return cookie;
    }

    private Cookie cookie(Asked asked) {
        var path = asked.contextPath();
        return publicOrigin
                .of(asked.host())
                .map(origin -> cookie(path, origin.isSecure(), origin.port()))
                .orElseGet(() -> loopback(asked)
                        .map(here -> cookie(path, false, here.port()))
                        .orElseGet(() -> cookie(path, true, 0)));
    }

    /** Whether a cookie may be issued in answer to this request. */
    boolean isIssuable(ContainerRequestContext request) {
        var asked = Asked.of(request, contextPath);
        var origin = publicOrigin.of(asked.host());
        if (origin.map(Origin::isSecure).orElse(asked.tls())) {
            return true;
        }
        // V3.3.1: plain HTTP that leaves this machine is not safe because a setting names it.
        if (loopback(asked).isEmpty() || !isDevelopment(request)) {
            return false;
        }
        if (!warned.getAndSet(true)) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Plain HTTP on this machine: cookies are not Secure. Fine for development; elsewhere set"
                            + " adieu.origin.");
        }
        return true;
    }

    private Cookie cookie(String path, boolean secure, int port) {
        var name = base + (path.isEmpty() ? "" : "-" + encode(path.substring(1)));
        return new Cookie(secure ? "__Host-" + name : name + "-" + port, secure);
    }

    private static boolean arrivedByTls(ContainerRequestContext request) {
        return "https".equalsIgnoreCase(request.getUriInfo().getRequestUri().getScheme());
    }

    /** This machine, if that is what the request names, in plain HTTP. */
    private static Optional<Origin> loopback(Asked asked) {
        return asked.host() == null || asked.tls()
                ? Optional.empty()
                : Origin.ofHost("http", asked.host()).filter(Origin::isLoopback);
    }

    private static boolean isDevelopment(ContainerRequestContext request) {
        var origin = request.getHeaderString("Origin");
        // A page that sends no referrer has the origin "null", which says nothing.
        return (origin == null || origin.equals("null") || isPlainLoopback(origin))
                && request.getHeaders().keySet().stream().noneMatch(CookieNaming::saysProxied);
    }

    private static boolean isPlainLoopback(String origin) {
        return Origin.parse(origin)
                .filter(each -> !each.isSecure() && each.isLoopback())
                .isPresent();
    }

    private static boolean saysProxied(String header) {
        var name = header.toLowerCase(java.util.Locale.ROOT);
        return SAYS_PROXIED.contains(name) || name.startsWith("x-forwarded-");
    }

    /** A path in the characters that a cookie name may have, different for different paths. */
    private static String encode(String path) {
        var name = new StringBuilder();
        for (var octet : path.getBytes(java.nio.charset.StandardCharsets.UTF_8)) {
            var c = (char) (octet & 0xff);
            if (c < 0x80 && Character.isLetterOrDigit(c) || c == '-') {
                name.append(c);
            } else {
                name.append(c == '/' ? "." : "_%02X".formatted((int) c));
            }
        }
        return name.toString();
    }
}
