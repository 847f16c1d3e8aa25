// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.cluster;

import jakarta.json.Json;
import java.io.IOException;
import java.io.StringReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** What user agents say to nodes, and what they are answered. */
final class Client {
    /** What a node makes of a cookie. */
    enum Seen {
        ACCEPTED,
        REFUSED,
        UNKNOWN
    }

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final Map<Integer, AtomicInteger> statuses = new ConcurrentSkipListMap<>();

    /** How often which status was answered; 0 is none. */
    Map<Integer, AtomicInteger> statuses() {
        return statuses;
    }

    Optional<Login> signIn(Node node) {
        var user = "user" + ThreadLocalRandom.current().nextInt(1, 500);
        return signIn(node, user, "load")
                .filter(answer -> answer.statusCode() == 200)
                .map(Client::login);
    }

    Optional<HttpResponse<String>> signIn(Node node, String user, String password) {
        var form = HttpRequest.BodyPublishers.ofString("username=" + user + "&password=" + password);
        return send(HttpRequest.newBuilder(node.at("sign-in"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(form));
    }

    private static Login login(HttpResponse<String> answer) {
        try (var json = Json.createReader(new StringReader(answer.body()))) {
            var cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
            return new Login(
                    cookie.substring(0, cookie.indexOf(';')), json.readObject().getString("session"));
        }
    }

    /** Signs in to a client of the provider that the nodes are. */
    void signInTo(Shop shop, Node node, Login login) {
        var request = HttpRequest.newBuilder(node.at(shop.authentication())).header("Cookie", login.cookie());
        var to = answer(request)
                .flatMap(answer -> answer.headers().firstValue("Location"))
                .orElse("nowhere");
        if (!to.contains("code=")) {
            throw new AssertionError("No code: " + to);
        }
    }

    /** Whether the node says ok. */
    boolean signOut(Node node, Login login) {
        return post(node, "sign-out", login)
                .filter(answer -> answer.statusCode() == 200 && answer.body().contains("\"ok\":true"))
                .isPresent();
    }

    Optional<HttpResponse<String>> post(Node node, String path, Login login) {
        return send(HttpRequest.newBuilder(node.at(path))
                .header("Cookie", login.cookie())
                .POST(HttpRequest.BodyPublishers.noBody()));
    }

    Seen ask(Node node, Login login) {
        return get(node, "me", login)
                .map(HttpResponse::statusCode)
                .filter(status -> status == 200 || status == 401)
                .map(status -> status == 200 ? Seen.ACCEPTED : Seen.REFUSED)
                .orElse(Seen.UNKNOWN);
    }

    Optional<HttpResponse<String>> get(Node node, String path, Login login) {
        return send(HttpRequest.newBuilder(node.at(path)).header("Cookie", login.cookie()));
    }

    /** Opens a stream of events; returns when it is open, with what will have come when it is closed. */
    CompletableFuture<String> openEvents(Node node, Login login) {
        var status = new CompletableFuture<Integer>();
        var text = http.sendAsync(
                        HttpRequest.newBuilder(node.at("events"))
                                .header("Cookie", login.cookie())
                                .header("Accept", "text/event-stream")
                                .build(),
                        head -> {
                            status.complete(head.statusCode());
                            return HttpResponse.BodySubscribers.ofString(StandardCharsets.UTF_8);
                        })
                .thenApply(HttpResponse::body);
        if (status.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join() != 200) {
            throw new AssertionError("No stream of events: " + status.join());
        }
        return text.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /** The answer, if there is one. */
    Optional<HttpResponse<String>> send(HttpRequest.Builder request) {
        var answer = answer(request);
        statuses.computeIfAbsent(answer.map(HttpResponse::statusCode).orElse(0), status -> new AtomicInteger())
                .incrementAndGet();
        return answer;
    }

    private Optional<HttpResponse<String>> answer(HttpRequest.Builder request) {
        try {
            return Optional.of(http.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
