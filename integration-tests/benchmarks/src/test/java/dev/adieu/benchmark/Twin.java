// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.benchmark;

import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.json.Json;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.glassfish.jersey.grizzly2.httpserver.GrizzlyHttpServerFactory;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;

/**
 * The sample's {@code GET /api/me} without Adieu: the same server, the same answer, and nobody is asked who they are. With
 * Adieu on the class path it starts it, and uses it for nothing.
 */
public final class Twin {
    /** The port is the value of this system property. */
    static final String PORT = "twin.port";

    // Kept, because a logger that nobody holds forgets its level.
    private static final List<Logger> QUIET =
            List.of(Logger.getLogger("org.jboss.weld"), Logger.getLogger("org.glassfish"));

    /** As the sample has it: looked up once. */
    private static final JsonBuilderFactory JSON = Json.createBuilderFactory(Map.of());

    private Twin() {}

    /** What the sample tells of a session, of none. */
    @Path("")
    @RequestScoped
    @Produces(MediaType.APPLICATION_JSON)
    public static class Me {
        private final Instant startedAt = Instant.now();

        /** As the sample does. */
        @GET
        @Path("me")
        public JsonObject me() {
            return JSON.createObjectBuilder()
                    .add("subject", "alice")
                    .add("session", "K9x0aG3fKq1v8Yw2sT5uN7bE")
                    .add("roles", JSON.createArrayBuilder(Set.of("user")))
                    .add("scheme", "Cookies")
                    .add("startedAt", startedAt.toString())
                    .add("lastSeenAt", startedAt.toString())
                    .add("expiresAt", startedAt.plusSeconds(1800).toString())
                    .build();
        }
    }

    /** What nobody has to be signed in for, and nobody asks. */
    @Path("open")
    @Produces(MediaType.APPLICATION_JSON)
    public static class Open {
        /** For everybody. */
        @GET
        public JsonObject open() {
            return JSON.createObjectBuilder()
                    .add("name", "open")
                    .add("rows", JSON.createArrayBuilder().add(1).add(2).add(3))
                    .build();
        }
    }

    /** Serves until it is killed. */
    public static void main(String... arguments) throws IOException, InterruptedException {
        QUIET.forEach(logger -> logger.setLevel(Level.SEVERE));
        SeContainerInitializer.newInstance().addBeanClasses(Me.class).initialize();
        var rest = new ResourceConfig(Me.class, Open.class).property(ServerProperties.WADL_FEATURE_DISABLE, true);
        GrizzlyHttpServerFactory.createHttpServer(
                URI.create("http://localhost:" + System.getProperty(PORT) + "/api/"), rest);
        Thread.currentThread().join();
    }
}
