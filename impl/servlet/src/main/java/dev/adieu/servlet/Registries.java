// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.servlet;

import dev.adieu.spi.SessionRegistry;
import jakarta.enterprise.inject.InjectionException;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.ServletContext;
import java.util.Optional;

/** Finds an application's sessions: a server creates filters and listeners, and not every server injects into them. */
final class Registries {
    private static final System.Logger LOG = System.getLogger("dev.adieu");
    private static final String ATTRIBUTE = Registries.class.getName();

    private Registries() {}

    /** Those of an application; none where it is starting or stopping, or has no CDI. */
    static Optional<SessionRegistry> of(ServletContext application) {
        if (application.getAttribute(ATTRIBUTE) instanceof SessionRegistry known) {
            return Optional.of(known);
        }
        try {
            var registry = CDI.current().select(SessionRegistry.class).get();
            application.setAttribute(ATTRIBUTE, registry);
            return Optional.of(registry);
        } catch (IllegalStateException | IllegalArgumentException | InjectionException e) {
            LOG.log(System.Logger.Level.DEBUG, "No CDI here", e);
            return Optional.empty();
        }
    }
}
