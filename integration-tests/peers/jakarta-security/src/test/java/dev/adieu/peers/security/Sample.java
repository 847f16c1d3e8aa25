// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.peers.security;

import dev.adieu.peers.Keycloak;
import dev.adieu.servers.ServerProcess;
import dev.adieu.servers.Setup;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;

import static org.hamcrest.Matchers.is;

/** The sample on a server, under the context paths that define a logout differently. */
final class Sample implements AutoCloseable {
    private static final List<String> APPLICATIONS = List.of("silent", "redirected", "notified", "expiring");
    /** In seconds: servers take a token for expired that lives for ten seconds more. */
    private static final String BRIEFLY = "15";

    private final ServerProcess server;
    private final URI root;

    private Sample(ServerProcess server, URI root) {
        this.server = server;
        this.root = root;
    }

    static Sample on(String name) throws Exception {
        var keycloak = Keycloak.running();
        var target = Path.of("target").toAbsolutePath();
        var client = UUID.randomUUID().toString();
        var properties = new HashMap<>(keycloak.trusted());
        properties.put("adieu.sample.scheme", "Container");
        properties.put("adieu.provider.uri", keycloak.issuer().toString());
        properties.put("adieu.provider.client", client);
        properties.put("adieu.provider.secret", "not-a-secret");
        var server = new ServerProcess(new Setup(
                Path.of(name).toAbsolutePath(),
                target.resolve("server").resolve(name),
                target.resolve("war/sample.war"),
                target.resolve(name),
                properties));
        Runtime.getRuntime().addShutdownHook(new Thread(server::stop));
        var sample = new Sample(server, server.start().resolve("/"));
        APPLICATIONS.forEach(each -> keycloak.add(sample.client(client, each)));
        APPLICATIONS.forEach(sample::await);
        return sample;
    }

    private JsonObject client(String prefix, String application) {
        return Json.createObjectBuilder()
                .add("clientId", prefix + "-" + application)
                .add("secret", "not-a-secret")
                .add(
                        "redirectUris",
                        Json.createArrayBuilder()
                                .add(at(application).resolve("private/").toString()))
                .add("attributes", attributes(application))
                .add("protocolMappers", Json.createArrayBuilder().add(groups()))
                .build();
    }

    private JsonObjectBuilder attributes(String application) {
        var attributes = Json.createObjectBuilder()
                .add(
                        "post.logout.redirect.uris",
                        at(application).resolve("?left").toString());
        return application.equals("expiring") ? attributes.add("access.token.lifespan", BRIEFLY) : attributes;
    }

    private static JsonObjectBuilder groups() {
        return Json.createObjectBuilder()
                .add("name", "groups")
                .add("protocol", "openid-connect")
                .add("protocolMapper", "oidc-usermodel-realm-role-mapper")
                .add(
                        "config",
                        Json.createObjectBuilder()
                                .add("claim.name", "groups")
                                .add("jsonType.label", "String")
                                .add("multivalued", "true")
                                .add("id.token.claim", "true")
                                .add("access.token.claim", "true")
                                .add("userinfo.token.claim", "true"));
    }

    private void await(String application) {
        var request =
                HttpRequest.newBuilder(at(application).resolve("api/hello")).build();
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(
                        () -> HttpClient.newHttpClient()
                                .send(request, HttpResponse.BodyHandlers.discarding())
                                .statusCode(),
                        is(200));
    }

    /** Where an application is, with a slash at its end. */
    URI at(String application) {
        return root.resolve("/" + application + "/");
    }

    @Override
    public void close() {
        server.stop();
    }
}
