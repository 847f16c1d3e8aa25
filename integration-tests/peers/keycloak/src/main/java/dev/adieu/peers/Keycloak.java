// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.peers;

import dev.adieu.servers.ServerProcess;
import dev.adieu.servers.Setup;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keycloak with a realm of the sample's people: alice, bob, user1 to user9, and admin, who has the role of that name. Clients are added
 * when it is known where they are.
 */
public final class Keycloak {
    private static final String REALM = "adieu";

    private final URI root;
    private final Certificate certificate;
    private final HttpClient http = HttpClient.newHttpClient();

    private Keycloak(URI root, Certificate certificate) {
        this.root = root;
        this.certificate = certificate;
    }

    /** The one of this process, started when first asked for, and stopped with the process. */
    public static Keycloak running() {
        return Running.KEYCLOAK;
    }

    private static final class Running {
        static final Keycloak KEYCLOAK = start();
    }

    private static Keycloak start() {
        var module = Path.of(System.getProperty("peers.keycloak")).toAbsolutePath();
        var base = Path.of("target/keycloak").toAbsolutePath();
        var server = new ServerProcess(new Setup(module, module.resolve("target/server"), base, base, Map.of()));
        Runtime.getRuntime().addShutdownHook(new Thread(server::stop));
        try {
            var certificate = Certificate.make(base.resolveSibling(base.getFileName() + ".p12"));
            var keycloak = new Keycloak(server.start(), certificate);
            keycloak.send("POST", "admin/realms", resource("realm.json"));
            return keycloak;
        } catch (Exception e) {
            throw new IllegalStateException("Keycloak did not start", e);
        }
    }

    private static JsonStructure resource(String name) throws IOException {
        try (var stream = Keycloak.class.getResourceAsStream(name);
                var reader = Json.createReader(stream)) {
            return reader.read();
        }
    }

    /** The issuer of the realm. */
    public URI issuer() {
        return root.resolve("realms/" + REALM);
    }

    /** The system properties that make another Java process trust it. */
    public Map<String, String> trusted() {
        return certificate.trusted();
    }

    /** Adds a client: {@code clientId}, {@code redirectUris} and whatever else the administration knows of one. */
    public void add(JsonObject client) {
        send("POST", "admin/realms/" + REALM + "/clients", client);
    }

    /**
     * Adds another provider where people may sign in: {@code alias}, {@code config} and whatever else the administration
     * knows of one. Whoever comes from there is asked nothing about themselves.
     */
    public void addUpstream(JsonObject provider) {
        send("POST", "admin/realms/" + REALM + "/identity-provider/instances", provider);
        var flow = "admin/realms/" + REALM + "/authentication/flows/first%20broker%20login/executions";
        for (var step : ((JsonArray) send("GET", flow, null)).getValuesAs(JsonObject.class)) {
            if (step.getString("providerId", "").equals("idp-review-profile")) {
                send("PUT", flow, with(step, "requirement", Json.createValue("DISABLED")));
            }
        }
        var action = "admin/realms/" + REALM + "/authentication/required-actions/VERIFY_PROFILE";
        send("PUT", action, with((JsonObject) send("GET", action, null), "enabled", JsonValue.FALSE));
    }

    private static JsonObject with(JsonObject object, String member, JsonValue value) {
        return Json.createObjectBuilder(object).add(member, value).build();
    }

    /** Ends every session that a user has at the provider, as an administrator does. */
    public void logOut(String username) {
        send("POST", user(username) + "/logout", null);
    }

    /** How many sessions a user has at the provider. */
    public int sessions(String username) {
        return sessionIds(username).size();
    }

    /** The sessions that a user has at the provider, each by its {@code sid}. */
    public List<String> sessionIds(String username) {
        var sessions = (JsonArray) send("GET", user(username) + "/sessions", null);
        return sessions.getValuesAs(each -> each.asJsonObject().getString("id"));
    }

    private String user(String username) {
        var users = (JsonArray) send("GET", "admin/realms/" + REALM + "/users?exact=true&username=" + username, null);
        return "admin/realms/" + REALM + "/users/" + users.getJsonObject(0).getString("id");
    }

    private JsonStructure send(String method, String path, @Nullable JsonStructure body) {
        return send(HttpRequest.newBuilder(root.resolve(path))
                .header("Authorization", "Bearer " + token())
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body.toString()))
                .build());
    }

    /** A new one each time: they live for a minute. */
    private String token() {
        var request = HttpRequest.newBuilder(root.resolve("realms/master/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "grant_type=password&client_id=admin-cli&username=admin&password=secret"))
                .build();
        return ((JsonObject) send(request)).getString("access_token");
    }

    private JsonStructure send(HttpRequest request) {
        try {
            var response = http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            if (response.statusCode() / 100 != 2) {
                throw new IllegalStateException(request + ": " + response.statusCode() + " " + response.body());
            }
            return response.body().isBlank() ? JsonObject.EMPTY_JSON_OBJECT : json(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonStructure json(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            return reader.read();
        }
    }
}
