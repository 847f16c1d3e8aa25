// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.test;

import dev.adieu.suite.UserAgent;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.test.DeploymentContext;
import org.glassfish.jersey.test.grizzly.GrizzlyTestContainerFactory;
import org.glassfish.jersey.test.spi.TestContainer;

/** The shop, on Jersey's test framework, Grizzly and Weld SE, with a provider. */
final class Served implements AutoCloseable {
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final SeContainer beans;
    private final TestContainer container;

    Served(TestProvider provider, Map<String, String> further, Class<?>... furtherBeans) {
        settings.put("adieu.openid.idp.issuer", provider.issuer());
        settings.put("adieu.openid.idp.client-id", TestProvider.CLIENT);
        settings.putAll(further);
        settings.forEach(System::setProperty);
        beans = SeContainerInitializer.newInstance()
                .addBeanClasses(Shop.class)
                .addBeanClasses(furtherBeans)
                .initialize();
        container = new GrizzlyTestContainerFactory()
                .create(
                        URI.create("http://localhost:0/"),
                        DeploymentContext.newInstance(new ResourceConfig(Shop.class, Shop.OpenId.class)));
        container.start();
    }

    UserAgent agent() {
        return new UserAgent(container.getBaseUri());
    }

    @Override
    public void close() {
        container.stop();
        beans.close();
        settings.keySet().forEach(System::clearProperty);
    }
}
