// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.jersey;

import dev.adieu.suite.UserAgent;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.test.DeploymentContext;
import org.glassfish.jersey.test.grizzly.GrizzlyTestContainerFactory;
import org.glassfish.jersey.test.spi.TestContainer;

/** An application made for one test, on Jersey's test framework, Grizzly and Weld SE. */
final class Served implements AutoCloseable {
    private final SeContainer beans;
    private final Map<String, String> settings;
    private final List<TestContainer> containers = new ArrayList<>();

    private Served(SeContainer beans, Map<String, String> settings) {
        this.beans = beans;
        this.settings = settings;
    }

    static Builder with(Class<?>... resources) {
        return new Builder(resources);
    }

    /** A user agent of the first application. */
    UserAgent agent() {
        return new UserAgent(root());
    }

    URI root() {
        return containers.get(0).getBaseUri();
    }

    /** The root of another application, of the same resources, on the same host. */
    URI another(String path, Class<?>... resources) {
        return serve(path, new ResourceConfig(resources));
    }

    <T> T bean(Class<T> type) {
        return beans.select(type).get();
    }

    private URI serve(String path, ResourceConfig application) {
        var container = new GrizzlyTestContainerFactory()
                .create(URI.create("http://localhost:0" + path), DeploymentContext.newInstance(application));
        containers.add(container);
        container.start();
        return container.getBaseUri();
    }

    @Override
    public void close() {
        if (!beans.isRunning()) {
            return;
        }
        containers.forEach(TestContainer::stop);
        beans.close();
        settings.keySet().forEach(System::clearProperty);
    }

    /** What is served. */
    static final class Builder {
        private final Class<?>[] resources;
        private final List<Class<?>> beans = new ArrayList<>();
        private final Map<String, String> settings = new LinkedHashMap<>();
        private String path = "/";

        private Builder(Class<?>... resources) {
            this.resources = resources;
        }

        /** Beans beside the resources. */
        Builder beans(Class<?>... more) {
            beans.addAll(List.of(more));
            return this;
        }

        Builder setting(String key, String value) {
            settings.put(key, value);
            return this;
        }

        Builder at(String contextPath) {
            path = contextPath;
            return this;
        }

        /** Serves it. A deployment that is refused leaves nothing running. */
        Served start() {
            settings.forEach(System::setProperty);
            SeContainer container;
            try {
                container = SeContainerInitializer.newInstance()
                        .addBeanClasses(beans.toArray(Class[]::new))
                        .addBeanClasses(resources)
                        .initialize();
            } catch (RuntimeException e) {
                settings.keySet().forEach(System::clearProperty);
                throw e;
            }
            var served = new Served(container, settings);
            try {
                served.serve(path, new ResourceConfig(resources));
                return served;
            } catch (RuntimeException e) {
                served.containers.clear();
                served.close();
                throw e;
            }
        }
    }
}
