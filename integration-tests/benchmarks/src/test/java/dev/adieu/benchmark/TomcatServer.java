// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.benchmark;

import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;

/** An embedded Tomcat as it comes, with one application. */
final class TomcatServer {
    // Kept, because a logger that nobody holds forgets its level.
    private static final List<Logger> QUIET = List.of(
            Logger.getLogger("org.jboss.weld"), Logger.getLogger("org.apache"), Logger.getLogger("org.glassfish"));

    private final Tomcat tomcat = new Tomcat();
    private final Context context;

    TomcatServer(int port) throws IOException {
        QUIET.forEach(logger -> logger.setLevel(Level.SEVERE));
        var folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "tomcat")
                .toAbsolutePath();
        tomcat.setBaseDir(folder.toString());
        tomcat.setPort(port);
        context = tomcat.addContext("", folder.toString());
    }

    ServletContext context() {
        return context.getServletContext();
    }

    TomcatServer listener(Class<?> listener) {
        context.addApplicationListener(listener.getName());
        return this;
    }

    TomcatServer servlet(String pattern, Servlet servlet) {
        Tomcat.addServlet(context, pattern, servlet).setAsyncSupported(true);
        context.addServletMappingDecoded(pattern, pattern);
        return this;
    }

    /** Those that came before call it. */
    TomcatServer filter(String name, Filter filter) {
        var definition = new FilterDef();
        definition.setFilterName(name);
        definition.setFilter(filter);
        definition.setAsyncSupported("true");
        context.addFilterDef(definition);
        var mapping = new FilterMap();
        mapping.setFilterName(name);
        mapping.addURLPattern("/*");
        context.addFilterMap(mapping);
        return this;
    }

    /** Serves until it is killed. */
    void serve() throws LifecycleException {
        tomcat.getConnector();
        tomcat.start();
        tomcat.getServer().await();
    }
}
