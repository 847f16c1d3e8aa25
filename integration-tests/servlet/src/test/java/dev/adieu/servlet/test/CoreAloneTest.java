// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.servlet.test;

import dev.adieu.SessionManager;
import dev.adieu.SignIn;
import dev.adieu.SignOut;
import dev.adieu.UserSession;
import dev.adieu.suite.UserAgent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import java.net.URI;
import java.nio.file.Files;
import java.util.Set;
import org.apache.catalina.startup.Tomcat;
import org.glassfish.jersey.servlet.init.JerseyServletContainerInitializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** On Tomcat, on a class path of its own without adieu-servlet: nobody says where the application's root is. */
@Tag("core-alone")
class CoreAloneTest {
    @Test
    void theApplicationsRootIsNotThatOfItsResources() throws Exception {
        assertThrows(ClassNotFoundException.class, () -> Class.forName("dev.adieu.servlet.SessionFilter"));
        var tomcat = new Tomcat();
        tomcat.setBaseDir(Files.createTempDirectory(java.nio.file.Path.of("target"), "tomcat")
                .toAbsolutePath()
                .toString());
        tomcat.setPort(0);
        var context =
                tomcat.addContext("/shop", tomcat.getServer().getCatalinaBase().toString());
        context.addApplicationListener("org.jboss.weld.environment.servlet.Listener");
        context.addServletContainerInitializer(new JerseyServletContainerInitializer(), Set.of(Shop.class, Till.class));
        tomcat.getConnector();
        tomcat.start();
        try {
            var alice = new UserAgent(
                    URI.create("http://localhost:" + tomcat.getConnector().getLocalPort() + "/shop/"));
            alice.post("api/till/sign-in");
            assertThat(alice.get("api/till").body(), is("alice"));

            assertThat(alice.post("api/till/sign-out").body(), is("{\"ok\":true,\"error\":null,\"url\":\"/shop/\"}"));
            assertThat(alice.get("api/till").body(), is("nobody"));
        } finally {
            tomcat.stop();
            tomcat.destroy();
        }
    }

    /** As applications say where their resources are. */
    @ApplicationPath("api")
    public static class Shop extends Application {}

    /** Signs in and out. */
    @Path("till")
    @RequestScoped
    public static class Till {
        @Inject
        SessionManager sessions;

        @GET
        public String who() {
            return sessions.current().map(UserSession::subject).orElse("nobody");
        }

        @POST
        @Path("sign-in")
        public void signIn() {
            sessions.signIn(SignIn.of("alice"));
        }

        @POST
        @SignOut
        @Path("sign-out")
        public void signOut() {}
    }
}
