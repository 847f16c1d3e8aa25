// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.health;

import dev.adieu.Page;
import dev.adieu.SessionId;
import dev.adieu.SessionManager;
import dev.adieu.SessionSelector;
import dev.adieu.SignOutException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Not ready while the session store does not answer. An application has this check only if it adds this module: one blip
 * of a store that all nodes share makes all of them not ready at once, where else each would answer 503 to whoever needs
 * a session and everything else to everybody. It looks one session up, and so tells of one part of a store that has several.
 *
 * @see <a href="https://download.eclipse.org/microprofile/microprofile-health-4.0/microprofile-health-spec-4.0.html">
 *     MicroProfile Health, section 2.2, Readiness</a>
 */
@Readiness
@ApplicationScoped
public class StoreReadiness implements HealthCheck {
    private static final String NAME = "adieu-session-store";
    /** Nobody's: the store looks for it and finds nothing. */
    private static final SessionSelector NOBODY = SessionSelector.byId(new SessionId("AAnobody"));

    @Inject
    private SessionManager sessions;

    /** For CDI. */
    public StoreReadiness() {}

    @Override
    public HealthCheckResponse call() {
        try {
            sessions.sessions(NOBODY, Page.first(1));
            return HealthCheckResponse.up(NAME);
        } catch (SignOutException e) {
            return HealthCheckResponse.down(NAME);
        }
    }
}
