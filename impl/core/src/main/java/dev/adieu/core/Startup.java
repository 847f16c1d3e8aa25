// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;

/**
 * Puts the application together as soon as it starts: time passes for its sessions though nobody calls, and what cannot
 * work refuses the deployment.
 */
@ApplicationScoped
class Startup {
    void start(@Observes @Initialized(ApplicationScoped.class) Object application, Instance<Wiring> wiring) {
        try {
            wiring.get().adieu();
        } catch (RuntimeException e) {
            throw new IllegalStateException("Adieu cannot start: " + reason(e).getMessage(), e);
        }
    }

    /** What a module or the settings said, out of what CDI wrapped around it. */
    private static Throwable reason(Throwable e) {
        for (var each = e; each != null; each = each.getCause()) {
            if (each.getClass() == IllegalArgumentException.class || each.getClass() == IllegalStateException.class) {
                return each;
            }
        }
        return e;
    }
}
