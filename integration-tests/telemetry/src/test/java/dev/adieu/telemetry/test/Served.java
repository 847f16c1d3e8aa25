// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.telemetry.test;

import dev.adieu.suite.UserAgent;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.net.URI;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.test.DeploymentContext;
import org.glassfish.jersey.test.grizzly.GrizzlyTestContainerFactory;
import org.glassfish.jersey.test.spi.TestContainer;

/** The bank, on Jersey's test framework, Grizzly and Weld SE. */
final class Served implements AutoCloseable {
    private final SeContainer beans;
    private final TestContainer container;

    Served(Class<?>... furtherBeans) {
        beans = SeContainerInitializer.newInstance()
                .addBeanClasses(
                        Bank.class, Bank.Letters.class, Bank.Ledger.class, Bank.Branches.class, BreakableStore.class)
                .addBeanClasses(furtherBeans)
                .initialize();
        container = new GrizzlyTestContainerFactory()
                .create(
                        URI.create("http://localhost:0/"),
                        DeploymentContext.newInstance(new ResourceConfig(Bank.class)));
        container.start();
    }

    <T> T bean(Class<T> type, java.lang.annotation.Annotation... qualifiers) {
        return beans.select(type, qualifiers).get();
    }

    UserAgent agent() {
        return new UserAgent(container.getBaseUri());
    }

    @Override
    public void close() {
        container.stop();
        beans.close();
    }
}
