// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.jdbc;

import dev.adieu.spi.SessionStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

/** A second store of an application. */
@ApplicationScoped
class FurtherStore {
    @Produces
    SessionStore store() {
        throw new IllegalStateException("Nobody asks for it");
    }
}
