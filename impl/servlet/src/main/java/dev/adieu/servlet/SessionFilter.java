// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.servlet;

import dev.adieu.ResponseChange;
import dev.adieu.SignOutException;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Stands before everything of the application: a session that has ended elsewhere is refused by servlets, pages and
 * static files as it is by Jakarta REST. Registered by the web fragment.
 */
public final class SessionFilter implements Filter {
    private static final String RETRY_AFTER_SECONDS = "5";
    /** The same method again (RFC 9110, section 15.4.8). */
    private static final int TEMPORARY_REDIRECT = 307;

    /** For the container. */
    public SessionFilter() {}

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest http && response instanceof HttpServletResponse answer) {
            var registry = Registries.of(request.getServletContext());
            if (registry.isPresent()) {
                filter(Visit.begin(http, registry.get()), answer, chain);
                return;
            }
        }
        chain.doFilter(request, response);
    }

    private static void filter(Visit visit, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (visit.isUnavailable() || !arrived(visit, response)) {
            response.setHeader("Cache-Control", "no-store");
            response.setHeader("Retry-After", RETRY_AFTER_SECONDS);
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        } else if (visit.isEnded() && visit.isContainers()) {
            refuse(visit, response);
        } else {
            var answered = false;
            try {
                chain.doFilter(visit.request(), response);
                answered = response.getStatus() < HttpServletResponse.SC_BAD_REQUEST;
            } finally {
                leave(visit, answered);
            }
        }
    }

    private static boolean arrived(Visit visit, HttpServletResponse response) {
        try {
            visit.arrive(response);
            return true;
        } catch (SignOutException e) {
            return false;
        }
    }

    private static void leave(Visit visit, boolean answered) {
        if (!visit.request().isAsyncStarted()) {
            try {
                visit.leave(answered);
            } catch (RuntimeException e) {
                // The answer is given; what could not be noted now is found by the next request.
                System.getLogger("dev.adieu").log(System.Logger.Level.WARNING, "A logout could not be followed", e);
            }
        }
    }

    /**
     * The container let somebody in whose session has ended, before anybody could tell it: they are nobody. A browser
     * forgets what it has and tries again as nobody; a program is told.
     */
    private static void refuse(Visit visit, HttpServletResponse response) throws IOException {
        var changes = visit.forget();
        visit.condemn();
        visit.release();
        for (var change : changes) {
            change.match(new ExpiredCookies(response));
        }
        response.setHeader("Cache-Control", "no-store");
        if (visit.request().getHeader("Sec-Fetch-Mode") == null || !visit.hadSession()) {
            response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
        } else {
            var query = visit.request().getQueryString();
            // One slash: two would name another host.
            var path = visit.request().getRequestURI().replaceAll("^[/\\\\]+", "/");
            response.setHeader("Location", path + (query == null ? "" : "?" + query));
            response.setStatus(TEMPORARY_REDIRECT);
        }
    }

    /** Writes what a refusal changes. */
    private record ExpiredCookies(HttpServletResponse response) implements ResponseChange.Cases<Void> {
        @Override
        public Void expireCookie(ResponseChange.ExpireCookie change) {
            response.addHeader(
                    "Set-Cookie",
                    change.name() + "=; Path=" + change.path()
                            + (change.domain() == null ? "" : "; Domain=" + change.domain())
                            + "; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; SameSite=Lax"
                            + (change.secure() ? "; Secure" : ""));
            return null;
        }

        @Override
        public Void setCookie(ResponseChange.SetCookie change) {
            return null;
        }

        @Override
        public Void setPublicCookie(ResponseChange.SetPublicCookie change) {
            return null;
        }

        @Override
        public Void setHeader(ResponseChange.SetHeader change) {
            return null;
        }

        @Override
        public Void remember(ResponseChange.Remember change) {
            return null;
        }

        @Override
        public Void seeOther(ResponseChange.SeeOther change) {
            return null;
        }
    }
}
