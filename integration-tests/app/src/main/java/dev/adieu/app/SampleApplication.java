// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** The REST part of the sample, under {@code /api}. Adieu registers itself. */
@ApplicationScoped
@ApplicationPath("api")
public class SampleApplication extends Application {
    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(
                SignIns.class,
                Me.class,
                SignOuts.class,
                Sessions.class,
                Admin.class,
                Audit.class,
                UndecidedException.Mapper.class);
    }
}
