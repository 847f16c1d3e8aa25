// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.servlet.test;

import dev.adieu.servlet.RequestListener;
import dev.adieu.servlet.SessionFilter;
import dev.adieu.servlet.SessionListener;
import dev.adieu.suite.Reply;
import dev.adieu.suite.UserAgent;
import jakarta.servlet.Filter;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Valve;
import org.apache.catalina.authenticator.BasicAuthenticator;
import org.apache.catalina.authenticator.FormAuthenticator;
import org.apache.catalina.authenticator.SingleSignOn;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.apache.tomcat.util.descriptor.web.LoginConfig;
import org.apache.tomcat.util.descriptor.web.SecurityCollection;
import org.apache.tomcat.util.descriptor.web.SecurityConstraint;
import org.apache.tomcat.websocket.server.WsSci;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.servlet.ServletContainer;

/** An application on an embedded Tomcat. */
final class Deployed implements AutoCloseable {
    // Kept, because a logger that nobody holds forgets its level.
    private static final List<Logger> QUIET = List.of(
            Logger.getLogger("org.jboss.weld"), Logger.getLogger("org.apache"), Logger.getLogger("org.glassfish"));

    private final Tomcat tomcat;
    private final Context context;
    private final Map<String, String> settings;

    private Deployed(Tomcat tomcat, Context context, Map<String, String> settings) {
        this.tomcat = tomcat;
        this.context = context;
        this.settings = settings;
    }

    static Builder with() {
        return new Builder();
    }

    URI root() {
        return URI.create("http://localhost:" + tomcat.getConnector().getLocalPort() + "/shop/");
    }

    UserAgent agent() {
        return new UserAgent(root());
    }

    /** An agent whom the container has signed in by its form. */
    UserAgent loggedIn(String username) {
        var agent = agent();
        agent.get("private/");
        var reply = login(agent, username);
        if (reply.status() != 302 && reply.status() != 303) {
            throw new AssertionError("Login of " + username + ": " + reply);
        }
        agent.get("private/");
        return agent;
    }

    static Reply login(UserAgent agent, String username) {
        return agent.postForm("private/j_security_check", Map.of("j_username", username, "j_password", "secret"));
    }

    /** Lets the container look for sessions that have timed out. */
    void lookForTimeouts() {
        context.getManager().backgroundProcess();
    }

    @Override
    public void close() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
        settings.keySet().forEach(System::clearProperty);
    }

    /** How it is deployed. */
    static final class Builder {
        private final Map<String, String> settings = new LinkedHashMap<>();
        private final List<Valve> valves = new ArrayList<>();
        private final List<Filter> outer = new ArrayList<>();
        private boolean singleSignOn;

        private Builder() {}

        Builder setting(String key, String value) {
            settings.put(key, value);
            return this;
        }

        /** With the container's own login by a form. */
        Builder formLogin() {
            valves.add(new FormAuthenticator());
            return this;
        }

        /** With HTTP's own login. */
        Builder basicLogin() {
            valves.add(new BasicAuthenticator());
            return this;
        }

        /** With a cookie that signs in to all applications of the server. */
        Builder singleSignOn() {
            singleSignOn = true;
            return formLogin();
        }

        /** With a login mechanism of the application's own. */
        Builder valve(Valve valve) {
            valves.add(valve);
            return this;
        }

        /** With a filter of the application's before Adieu's. */
        Builder filter(Filter filter) {
            outer.add(filter);
            return this;
        }

        Deployed start() throws IOException, LifecycleException {
            QUIET.forEach(logger -> logger.setLevel(Level.OFF));
            Events.ALL.clear();
            settings.forEach(System::setProperty);
            var tomcat = new Tomcat();
            var folder = Files.createDirectories(Path.of("target"));
            tomcat.setBaseDir(
                    Files.createTempDirectory(folder, "tomcat").toAbsolutePath().toString());
            tomcat.setPort(0);
            var context = tomcat.addContext(
                    "/shop", tomcat.getServer().getCatalinaBase().toString());
            List.of("alice", "bob").forEach(name -> {
                tomcat.addUser(name, "secret");
                tomcat.addRole(name, "user");
            });
            if (singleSignOn) {
                tomcat.getHost().getPipeline().addValve(new SingleSignOn());
            }
            valves.forEach(context.getPipeline()::addValve);
            protect(context);
            context.addApplicationListener("org.jboss.weld.environment.servlet.Listener");
            context.addApplicationListener(RequestListener.class.getName());
            context.addApplicationListener(SessionListener.class.getName());
            outer.forEach(filter -> add(context, filter));
            add(context, new SessionFilter());
            context.addServletContainerInitializer(
                    new WsSci(), Set.of(Chat.class, PolyglotChat.class, UnsignedChat.class));
            var rest = new ServletContainer(new ResourceConfig(Account.class));
            Tomcat.addServlet(context, "rest", rest).setAsyncSupported(true);
            context.addServletMappingDecoded("/api/*", "rest");
            Tomcat.addServlet(context, "pages", new Pages());
            context.addServletMappingDecoded("/private/*", "pages");
            context.addServletMappingDecoded("/pages/*", "pages");
            context.addServletMappingDecoded("/login", "pages");
            // Tomcat opens sockets in a filter, and calls filters only where there is a servlet.
            List.of("/chat", "/rooms/*", "/unsigned").forEach(path -> context.addServletMappingDecoded(path, "pages"));
            tomcat.getConnector();
            tomcat.start();
            return new Deployed(tomcat, context, settings);
        }

        private static void protect(Context context) {
            context.setLoginConfig(new LoginConfig("FORM", "shop", "/login", "/login"));
            var constraint = new SecurityConstraint();
            constraint.addAuthRole("user");
            for (var pattern : List.of("/private/*", "/api/out/*")) {
                var collection = new SecurityCollection();
                collection.addPattern(pattern);
                constraint.addCollection(collection);
            }
            context.addConstraint(constraint);
            context.addSecurityRole("user");
        }

        private static void add(Context context, Filter filter) {
            var definition = new FilterDef();
            definition.setFilterName(filter.getClass().getName());
            definition.setFilter(filter);
            definition.setAsyncSupported("true");
            context.addFilterDef(definition);
            var mapping = new FilterMap();
            mapping.setFilterName(definition.getFilterName());
            mapping.addURLPattern("/*");
            context.addFilterMap(mapping);
        }
    }
}
