// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.peers;

import dev.adieu.suite.Reply;
import dev.adieu.suite.UserAgent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Goes from site to site as a browser does: with the cookies of each host and path, with Fetch Metadata, and wherever a
 * redirect leads.
 */
public final class Browser {
    private static final int LONGEST_WAY = 20;
    private static final String FORM = "application/x-www-form-urlencoded";

    private final Map<Cookie, String> cookies = new LinkedHashMap<>();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    private @Nullable String stoppingBefore;

    /** What the server knows one of its cookies by: browsers do not mind the port. */
    private record Cookie(String host, String path, String name) {
        boolean belongsTo(URI uri) {
            return host.equals(uri.getHost())
                    && (uri.getPath() + "/").startsWith(path.endsWith("/") ? path : path + "/");
        }
    }

    /** A browser without cookies. */
    public Browser() {}

    /**
     * From now on it goes no further than to what leads to an address that begins so: the page is what led there, and its
     * way ends there.
     */
    public Browser stoppingBefore(String prefix) {
        stoppingBefore = prefix;
        return this;
    }

    /** Opens what somebody typed. */
    public Page open(URI uri) {
        return navigate("GET", uri, null, "none");
    }

    /** Posts a form that a page of the same site shows. */
    public Page post(URI uri, Map<String, String> fields) {
        return navigate("POST", uri, fields, "same-origin");
    }

    /** Navigates within a site, and shows the first answer without following it. */
    public Reply ask(String method, URI uri) {
        var headers = method.equals("POST")
                ? with(UserAgent.NAVIGATION, "Content-Type", FORM)
                : List.of(UserAgent.NAVIGATION);
        return send(method, uri, method.equals("POST") ? "" : null, headers);
    }

    /** Fills in Keycloak's login form. */
    public Page logIn(Page form, String username, String password) {
        return post(form.form("kc-form-login"), Map.of("username", username, "password", password));
    }

    /** What a script of the application asks. */
    public Reply fetch(String method, URI uri) {
        return send(
                method, uri, null, List.of("Sec-Fetch-Site", "same-origin", "Sec-Fetch-Mode", "cors", "Accept", "*/*"));
    }

    /** Another browser with the same cookies: a copy of the credentials in other hands. */
    public Browser copy() {
        var copy = new Browser();
        copy.cookies.putAll(cookies);
        return copy;
    }

    /** A cookie's value for an address; an empty text for none. */
    public String cookie(URI uri, String name) {
        return cookies.entrySet().stream()
                .filter(each ->
                        each.getKey().name().equals(name) && each.getKey().belongsTo(uri))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    private Page navigate(String method, URI uri, @Nullable Map<String, String> fields, String site) {
        var way = new ArrayList<>(List.of(uri));
        var from = site;
        var headers = headers(from, fields);
        var reply = send(method, uri, fields == null ? null : form(fields), headers);
        var at = uri;
        while (reply.status() / 100 == 3 && !reply.header("Location").isEmpty()) {
            if (way.size() == LONGEST_WAY) {
                throw new AssertionError("In circles: " + way);
            }
            var next = at.resolve(reply.header("Location"));
            if (stoppingBefore != null && next.toString().startsWith(stoppingBefore)) {
                way.add(next);
                break;
            }
            from = next.getAuthority().equals(at.getAuthority()) ? from : "cross-site";
            var again = reply.status() == 307;
            reply = send(
                    again ? method : "GET",
                    next,
                    again && fields != null ? form(fields) : null,
                    headers(from, again ? fields : null));
            way.add(next);
            at = next;
        }
        return new Page(at, reply, way);
    }

    private static List<String> headers(String site, @Nullable Map<String, String> fields) {
        var headers = new ArrayList<>(List.of(UserAgent.NAVIGATION));
        headers.set(headers.indexOf("Sec-Fetch-Site") + 1, site);
        return fields == null ? headers : with(headers.toArray(String[]::new), "Content-Type", FORM);
    }

    private static List<String> with(String[] headers, String... more) {
        return List.of(UserAgent.with(headers, more));
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> UserAgent.encode(field.getKey()) + "=" + UserAgent.encode(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private Reply send(String method, URI uri, @Nullable String body, List<String> headers) {
        var request = HttpRequest.newBuilder(uri)
                .timeout(Duration.ofSeconds(60))
                .headers(headers.toArray(String[]::new))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        var sent = cookies.entrySet().stream()
                .filter(each -> each.getKey().belongsTo(uri))
                .map(each -> each.getKey().name() + "=" + each.getValue())
                .collect(Collectors.joining("; "));
        if (!sent.isEmpty()) {
            request.header("Cookie", sent);
        }
        try {
            var response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            response.headers().allValues("Set-Cookie").forEach(cookie -> keep(cookie, uri));
            return new Reply(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + uri, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void keep(String text, URI uri) {
        var path = text.replaceAll("(?is).*;\\s*path=([^;]*).*", "$1");
        var name = text.substring(0, text.indexOf('='));
        var cookie = new Cookie(uri.getHost(), path.equals(text) ? "/" : path, name);
        if (Reply.isExpired(text)) {
            cookies.remove(cookie);
        } else {
            cookies.put(cookie, text.substring(name.length() + 1, (text + ";").indexOf(';')));
        }
    }
}
