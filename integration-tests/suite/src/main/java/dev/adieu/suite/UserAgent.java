// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A user agent with cookies of its own, that follows no redirect: a program by default, a browser's navigation when
 * asked. Not for several threads, except {@link #sendLater}.
 */
public final class UserAgent {
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    /** What a browser sends with a navigation that its own user caused. */
    public static final String[] NAVIGATION = {
        "Sec-Fetch-Site", "same-origin",
        "Sec-Fetch-Mode", "navigate",
        "Sec-Fetch-Dest", "document",
        "Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    };

    private final URI root;
    private final Map<String, String> cookies;
    private final Map<String, String> paths = new LinkedHashMap<>();

    /** An agent with no cookies. */
    public UserAgent(URI root) {
        this(root, new LinkedHashMap<>());
    }

    private UserAgent(URI root, Map<String, String> cookies) {
        this.root = root;
        this.cookies = cookies;
    }

    /** This agent at another application of the same host, with the same cookies. */
    UserAgent at(URI other) {
        return new UserAgent(other, cookies);
    }

    /** Signs in by a form: the sample's, or the server's where it is the server that signs in. */
    public Reply signIn(String username, String password) {
        if (Sample.isServersLogin()) {
            if (get("private/", NAVIGATION).status() == 200 && !subject().isEmpty()) {
                // A server asks nobody who they are twice.
                post("api/sign-out");
            }
            var reply = signInAtServer(username, password);
            // A server that lets people in by a credential of its own may do so once more with the dead one.
            return Sample.letsInFirst() && reply.status() == 307 ? signInAtServer(username, password) : reply;
        }
        return postForm("api/sign-in", Map.of("username", username, "password", password));
    }

    private Reply signInAtServer(String username, String password) {
        get("private/", NAVIGATION);
        var login = postForm("private/j_security_check", Map.of("j_username", username, "j_password", password));
        return login.status() / 100 == 3 ? get("private/", NAVIGATION) : login;
    }

    /** Signs in, and must succeed. */
    public UserAgent signedIn(String username) {
        var password =
                switch (username) {
                    case "alice" -> "wonderland";
                    case "bob" -> "builder";
                    case "admin" -> "secret";
                    default -> "load";
                };
        var reply = signIn(username, password);
        if (reply.status() != 200) {
            throw new AssertionError("Sign-in of " + username + ": " + reply);
        }
        return this;
    }

    /** Who the sample says this is; an empty text for nobody. */
    public String subject() {
        var hello = get("api/hello");
        if (hello.status() == 401 && Sample.letsInFirst()) {
            return "";
        }
        var reply = hello.json();
        return reply.isNull("subject") ? "" : reply.getString("subject");
    }

    /** The id of this agent's session. */
    public String session() {
        return get("api/me").json().getString("session");
    }

    public Reply get(String path, String... headers) {
        return send("GET", path, null, headers);
    }

    public Reply post(String path, String... headers) {
        return send("POST", path, null, headers);
    }

    public Reply postForm(String path, Map<String, String> form, String... headers) {
        return send("POST", path, form(form), with(headers, "Content-Type", "application/x-www-form-urlencoded"));
    }

    public Reply postJson(String path, String json, String... headers) {
        return send("POST", path, json, with(headers, "Content-Type", "application/json"));
    }

    /** Sends a request and keeps the cookies of its answer. */
    public Reply send(String method, String path, @Nullable String body, String... headers) {
        try {
            return keep(HTTP.send(request(method, path, body, headers), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Sends a request, and does not wait. The cookies of its answer are not kept. */
    public CompletableFuture<Reply> sendLater(String method, String path, String... headers) {
        return HTTP.sendAsync(request(method, path, null, headers), HttpResponse.BodyHandlers.ofString())
                .thenApply(UserAgent::reply);
    }

    /** Opens a stream of server-sent events; returns when it is open. */
    public EventStream events(String path) {
        try {
            return new EventStream(HTTP.send(
                    request("GET", path, null, "Accept", "text/event-stream"), HttpResponse.BodyHandlers.ofLines()));
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Opens a socket; returns when it is open, on the client's side. */
    public Socket socket(String path, String... headers) {
        var builder = HTTP.newWebSocketBuilder().connectTimeout(Duration.ofSeconds(30));
        for (int i = 0; i < headers.length; i += 2) {
            builder.header(headers[i], headers[i + 1]);
        }
        if (!cookies.isEmpty()) {
            builder.header("Cookie", cookieHeader());
        }
        return Socket.open(builder, URI.create(root.resolve(path).toString().replaceFirst("^http", "ws")));
    }

    private HttpRequest request(String method, String path, @Nullable String body, String... headers) {
        var request = HttpRequest.newBuilder(root.resolve(path))
                .timeout(Duration.ofSeconds(60))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        if (!cookies.isEmpty()) {
            request.header("Cookie", cookieHeader());
        }
        return request.build();
    }

    private Reply keep(HttpResponse<String> response) {
        response.headers().allValues("Set-Cookie").forEach(this::keep);
        return reply(response);
    }

    private void keep(String cookie) {
        var name = cookie.substring(0, cookie.indexOf('='));
        if (Reply.isExpired(cookie)) {
            cookies.remove(name);
        } else {
            paths.put(name, path(cookie));
            cookies.put(name, cookie.substring(cookie.indexOf('=') + 1, (cookie + ";").indexOf(';')));
        }
    }

    private static Reply reply(HttpResponse<String> response) {
        return new Reply(response.statusCode(), response.headers(), response.body());
    }

    /** The cookies as they are sent. */
    public String cookieHeader() {
        return cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    /** The value of a cookie. */
    public String cookie(String name) {
        return cookies.get(name);
    }

    /** The path that a cookie was set for. */
    String pathOf(String name) {
        return paths.get(name);
    }

    static String path(String cookie) {
        return cookie.replaceAll("(?i).*;\\s*path=([^;]*).*", "$1");
    }

    /** The name of the one cookie. */
    public String cookieName() {
        return cookies.keySet().iterator().next();
    }

    /** The value of the one cookie: the token. */
    public String token() {
        return cookies.values().iterator().next();
    }

    /** Sets a cookie, as if it had been kept. */
    public UserAgent withCookie(String name, String value) {
        cookies.put(name, value);
        return this;
    }

    /** An agent with what an answer leaves of these cookies, as a browser would have them if it came last. */
    public UserAgent after(Reply reply) {
        var after = copy();
        reply.setCookies().forEach(after::keep);
        return after;
    }

    /** Another agent with the same cookies: a copy of the credential in other hands. */
    public UserAgent copy() {
        var copy = new UserAgent(root);
        copy.cookies.putAll(cookies);
        return copy;
    }

    public static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String form(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    /** Headers and one more. */
    public static String[] with(String[] headers, String... more) {
        var all = new ArrayList<>(List.of(headers));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }
}
