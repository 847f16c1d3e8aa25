// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.benchmark;

import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;
import org.glassfish.jersey.servlet.ServletContainer;
import org.jboss.weld.environment.servlet.Listener;

/** The {@link Twin} in a Servlet container: Tomcat with Jersey and Weld, and Adieu if that is on the class path. */
public final class TomcatTwin {
    private TomcatTwin() {}

    /** Serves until it is killed. */
    public static void main(String... arguments) throws Exception {
        var rest = new ResourceConfig(Twin.Me.class, Twin.Open.class)
                .property(ServerProperties.WADL_FEATURE_DISABLE, true);
        new TomcatServer(Integer.getInteger(Twin.PORT))
                .listener(Listener.class)
                .servlet("/api/*", new ServletContainer(rest))
                .serve();
    }
}
