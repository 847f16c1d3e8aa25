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
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

import static org.hamcrest.Matchers.is;

/** The sample on a server, under the context paths that define a logout differently. */
final class Sample implements AutoCloseable {
    private static final List<String> APPLICATIONS = List.of("silent", "redirected", "notified", "expiring", "linked");
    /** In seconds: servers take a token for expired that lives for ten seconds more. */
    private static final String BRIEFLY = "15";

    private static final String SECRET = "not-a-secret";
    private static final String SECRET_KEY = Base64.getEncoder().encodeToString(new byte[32]);

    private final ServerProcess server;
    private final URI root;

    private Sample(ServerProcess server, URI root) {
        this.server = server;
        this.root = root;
    }

    /** The one of a server, with all of its applications. */
    static Sample on(String name) throws Exception {
        var client = UUID.randomUUID().toString();
        var sample = start(name, name, name, client);
        for (var each : APPLICATIONS) {
            Keycloak.running().add(client(client, each, List.of(sample), sample));
        }
        APPLICATIONS.forEach(sample::await);
        return sample;
    }

    /** Several of a server that are one application; the provider tells the last one alone. */
    static List<Sample> nodesOn(String name, int count) throws Exception {
        var client = UUID.randomUUID().toString();
        var nodes = new ArrayList<Sample>();
        while (nodes.size() < count) {
            nodes.add(start(name + "-node", name, name + "-node-" + (nodes.size() + 1), client));
        }
        Keycloak.running().add(client(client, "linked", nodes, nodes.get(count - 1)));
        return nodes;
    }

    private static Sample start(String leaf, String distribution, String base, String client) throws Exception {
        var keycloak = Keycloak.running();
        var target = Path.of("target").toAbsolutePath();
        var properties = new HashMap<>(keycloak.trusted());
        properties.put("adieu.sample.scheme", "Container");
        properties.put("adieu.provider.uri", keycloak.issuer().toString());
        properties.put("adieu.provider.client", client);
        properties.put("adieu.provider.secret", SECRET);
        properties.put("adieu.openid.keycloak.issuer", keycloak.issuer().toString());
        properties.put("adieu.openid.keycloak.client-id", client + "-linked");
        properties.put("adieu.openid.keycloak.client-secret", SECRET);
        properties.put("adieu.redis.url", Redis.running().toString());
        properties.put("adieu.redis.prefix", client);
        properties.put("adieu.sweep-interval", "1s");
        properties.put("adieu.secret-keys", SECRET_KEY);
        var server = new ServerProcess(new Setup(
                Path.of(leaf).toAbsolutePath(),
                target.resolve("server").resolve(distribution),
                target.resolve("war/sample.war"),
                target.resolve(base),
                properties));
        Runtime.getRuntime().addShutdownHook(new Thread(server::stop));
        return new Sample(server, server.start().resolve("/"));
    }

    private static JsonObject client(String prefix, String application, List<Sample> nodes, Sample told) {
        var redirectUris = Json.createArrayBuilder();
        nodes.forEach(each ->
                redirectUris.add(each.at(application).resolve("private/").toString()));
        return Json.createObjectBuilder()
                .add("clientId", prefix + "-" + application)
                .add("secret", SECRET)
                .add("redirectUris", redirectUris)
                .add("attributes", attributes(application, nodes, told.at(application)))
                .add("protocolMappers", Json.createArrayBuilder().add(groups()))
                .build();
    }

    private static JsonObjectBuilder attributes(String application, List<Sample> nodes, URI told) {
        var linked = application.equals("linked");
        var afterwards = nodes.stream()
                .map(each -> each.at(application)
                        .resolve(linked ? "api/openid/signed-out" : "?left")
                        .toString())
                .collect(Collectors.joining("##"));
        var attributes = Json.createObjectBuilder().add("post.logout.redirect.uris", afterwards);
        return switch (application) {
            case "expiring" -> attributes.add("access.token.lifespan", BRIEFLY);
            case "linked" ->
                attributes
                        .add(
                                "backchannel.logout.url",
                                told.resolve("api/openid/back-channel-logout").toString())
                        .add("backchannel.logout.session.required", "true");
            default -> attributes;
        };
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
