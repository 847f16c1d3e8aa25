// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.documentation;

import dev.adieu.suite.UserAgent;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.net.URI;
import java.util.Map;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.test.DeploymentContext;
import org.glassfish.jersey.test.grizzly.GrizzlyTestContainerFactory;
import org.glassfish.jersey.test.spi.TestContainer;

/** The classes of a page, resources and other beans, on Jersey's test framework, Grizzly and Weld SE. */
final class Served implements AutoCloseable {
    private final Map<String, String> settings;
    private final SeContainer beans;
    private final TestContainer container;

    Served(Class<?>... classes) {
        this(Map.of(), classes);
    }

    Served(Map<String, String> settings, Class<?>... classes) {
        this.settings = settings;
        settings.forEach(System::setProperty);
        beans = SeContainerInitializer.newInstance().addBeanClasses(classes).initialize();
        container = new GrizzlyTestContainerFactory()
                .create(URI.create("http://localhost:0/"), DeploymentContext.newInstance(new ResourceConfig(classes)));
        container.start();
    }

    UserAgent agent() {
        return new UserAgent(root());
    }

    URI root() {
        return container.getBaseUri();
    }

    <T> T bean(Class<T> type) {
        return beans.select(type).get();
    }

    @Override
    public void close() {
        container.stop();
        beans.close();
        settings.keySet().forEach(System::clearProperty);
    }
}
