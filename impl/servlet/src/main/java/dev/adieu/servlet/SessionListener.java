// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.servlet;

import dev.adieu.Reason;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.time.Duration;

/**
 * Tells Adieu what the container or the application ends: its own timeout, and {@code HttpSession.invalidate}. Registered
 * by the web fragment.
 */
public final class SessionListener implements HttpSessionListener {
    private static final System.Logger LOG = System.getLogger("dev.adieu");

    /** For the container. */
    public SessionListener() {}

    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
        var session = event.getSession();
        var tokens = Mark.tokens(session).toList();
        if (tokens.isEmpty()) {
            return;
        }
        try {
            var reason = reason(session);
            Registries.of(session.getServletContext())
                    .ifPresent(registry -> tokens.forEach(token -> registry.end(token, reason)));
        } catch (RuntimeException | LinkageError e) {
            // The application is stopping: time ends what is left.
            LOG.log(System.Logger.Level.DEBUG, "The end of a container's session could not be told", e);
        }
    }

    private static Reason reason(HttpSession session) {
        var longest = Duration.ofSeconds(session.getMaxInactiveInterval());
        var idle = Duration.ofMillis(System.currentTimeMillis() - session.getLastAccessedTime());
        return longest.isZero() || longest.isNegative() || idle.compareTo(longest) < 0
                ? Reason.SIGN_OUT
                : Reason.IDLE_TIMEOUT;
    }
}
