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
            throw new IllegalStateException(
                    "Adieu cannot start: " + innermost(e).getMessage(), e);
        }
    }

    private static Throwable innermost(Throwable e) {
        return e.getCause() == null ? e : innermost(e.getCause());
    }
}
