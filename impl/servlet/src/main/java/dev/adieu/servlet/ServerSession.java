// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.servlet;

import dev.adieu.ResponseChange;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a server itself keeps of a caller, and how it goes. */
final class ServerSession {
    private static final System.Logger LOG = System.getLogger("dev.adieu");
    private static final String USUAL_NAME = "JSESSIONID";
    /** Shorter ids are no ids; a cookie may contain them by chance. */
    private static final int SHORTEST_ID = 8;

    private ServerSession() {}

    /** The session of a request, if it has one. */
    static @Nullable HttpSession of(HttpServletRequest request) {
        try {
            return request.getSession(false);
        } catch (RuntimeException e) {
            // It has been invalidated; or Open Liberty does not show it to this thread, which it knows nothing of.
            return null;
        }
    }

    /**
     * Whether nobody can come back with the server's session any more: it is new, and the answer is on its way without
     * its cookie. Open Liberty shows filters the form's login like that. What began now would be nobody's, for ever.
     */
    static boolean isTooLate(HttpServletRequest request, @Nullable ServletResponse response) {
        var session = of(request);
        return response != null
                && response.isCommitted()
                && (session == null || session.isNew() && !isGiven(session, response));
    }

    private static boolean isGiven(HttpSession session, ServletResponse response) {
        return response instanceof HttpServletResponse answer
                && answer.getHeaders("Set-Cookie").stream().anyMatch(cookie -> cookie.contains(session.getId()));
    }

    /** Logs out of the container and ends its session, {@code @SessionScoped} beans included. What fails is tolerated. */
    static void end(HttpServletRequest request, @Nullable HttpSession session) {
        if (session != null) {
            // Before the logout, which on some servers invalidates: this end is told already.
            quietly(() -> Mark.remove(session));
        }
        try {
            if (OpenIdMechanism.of(request.getServletContext()).isEmpty()) {
                request.logout();
            }
        } catch (ServletException | RuntimeException e) {
            // Jetty throws where the container has logged nobody in.
            LOG.log(System.Logger.Level.DEBUG, "The container's logout failed; its session is invalidated", e);
        }
        if (session != null) {
            quietly(session::invalidate);
        }
        var another = of(request);
        if (another != null && another != session) {
            invalidate(another);
        }
    }

    /** Ends a session before anybody has asked it who calls. */
    static void invalidate(HttpSession session) {
        quietly(() -> Mark.remove(session));
        quietly(session::invalidate);
    }

    private static void quietly(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "The container's session had ended already", e);
        }
    }

    /** The cookies to expire: with the name, path and domain of the cookie configuration (CK-1). */
    static List<ResponseChange> forget(HttpServletRequest request) {
        var config = request.getServletContext().getSessionCookieConfig();
        var changes = new ArrayList<ResponseChange>();
        for (var name : names(request, said(config.getName()))) {
            for (var path : paths(request, said(config.getPath()))) {
                changes.add(new ResponseChange.ExpireCookie(
                        name, path, said(config.getDomain()), config.isSecure() || request.isSecure()));
            }
        }
        return changes;
    }

    /** Open Liberty says nothing by an empty text. */
    private static @Nullable String said(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    /** The name configured; and whatever brought this session's id, under which name it came and with what around it. */
    private static Set<String> names(HttpServletRequest request, @Nullable String configured) {
        var names = new LinkedHashSet<String>();
        names.add(configured == null ? USUAL_NAME : configured);
        var id = request.getRequestedSessionId();
        if (id != null && id.length() >= SHORTEST_ID && request.getCookies() != null) {
            for (var cookie : request.getCookies()) {
                if (cookie.getValue() != null && cookie.getValue().contains(id)) {
                    names.add(cookie.getName());
                }
            }
        }
        return names;
    }

    /** Servers differ in whether a context path ends with a slash, and browsers mind. */
    private static Set<String> paths(HttpServletRequest request, @Nullable String configured) {
        var context = request.getContextPath();
        if (configured != null) {
            return Set.of(configured);
        }
        var paths = new LinkedHashSet<String>();
        paths.add(context.isEmpty() ? "/" : context);
        paths.add(context + "/");
        return paths;
    }
}
