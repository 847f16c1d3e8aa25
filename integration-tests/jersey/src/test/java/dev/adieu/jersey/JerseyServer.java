// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.jersey;

import dev.adieu.app.SampleApplication;
import dev.adieu.suite.Server;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.net.URI;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.test.DeploymentContext;
import org.glassfish.jersey.test.grizzly.GrizzlyTestContainerFactory;
import org.glassfish.jersey.test.spi.TestContainer;

/** The sample on Jersey's test framework, Grizzly and Weld SE: for the suite. */
public final class JerseyServer implements Server {
    private SeContainer beans;
    private TestContainer container;

    @Override
    public URI start() {
        beans = SeContainerInitializer.newInstance().initialize();
        var rest = ResourceConfig.forApplicationClass(SampleApplication.class)
                .packages(SampleApplication.class.getPackageName());
        container = new GrizzlyTestContainerFactory()
                .create(URI.create("http://localhost:0/api/"), DeploymentContext.newInstance(rest));
        container.start();
        return container.getBaseUri().resolve("..");
    }

    @Override
    public void stop() {
        container.stop();
        beans.close();
    }
}
