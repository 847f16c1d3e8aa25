// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;

/** Puts the application together as soon as it starts, so that time passes for its sessions though nobody calls. */
@ApplicationScoped
class Startup {
    private static final System.Logger LOG = System.getLogger("dev.adieu");

    void start(@Observes @Initialized(ApplicationScoped.class) Object application, Instance<Wiring> wiring) {
        try {
            wiring.get().adieu();
        } catch (RuntimeException e) {
            // What is wrong is said where the deployment is refused for it, by the feature.
            LOG.log(System.Logger.Level.DEBUG, "Not put together at the start", e);
        }
    }
}
