// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/**
 * The REST part of the sample, under {@code /api}. Adieu registers itself. It lists no classes: of an application that
 * does, Quarkus takes only those. A bean, because Helidon asks only those for their path.
 */
@ApplicationScoped
@ApplicationPath("api")
public class SampleApplication extends Application {}
