// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.peers.security;

import dev.adieu.peers.Browser;
import dev.adieu.peers.Keycloak;
import dev.adieu.peers.Page;
import dev.adieu.suite.Reply;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

/**
 * A browser at one application.
 *
 * @param root where that is, with a slash at its end
 */
record Device(URI root, Browser browser) {
    private static final String PRIVATE = "The server has signed you in";
    private static final Map<String, String> PASSWORDS =
            Map.of("alice", "wonderland", "bob", "builder", "admin", "secret");

    Device(URI root) {
        this(root, new Browser());
    }

    /** Opens the private page, and logs in at the provider; not if that knows the browser. */
    Page logIn(String username) {
        var page = open("private/");
        return isAsked(page) ? browser.logIn(page, username, PASSWORDS.getOrDefault(username, "load")) : page;
    }

    /** Logs in, and must succeed. */
    Device loggedIn(String username) {
        var page = logIn(username);
        if (!isPrivate(page)) {
            throw new AssertionError("Login of " + username + ": " + page);
        }
        return this;
    }

    /** Whether the provider asks who this is. */
    static boolean isAsked(Page page) {
        return page.cameBy(Keycloak.running().issuer()) && page.body().contains("kc-form-login");
    }

    /** Whether this is the page for people who are signed in. */
    static boolean isPrivate(Page page) {
        return page.status() == 200 && page.body().contains(PRIVATE);
    }

    /** Its scripts ask who is signed in, until that is nobody. */
    void awaitRefusal() {
        await().atMost(Duration.ofSeconds(10)).until(() -> get("api/me").status(), is(401));
    }

    /** Opens the private page, until the provider asks who this is. */
    void awaitQuestion() {
        await().atMost(Duration.ofSeconds(10)).until(() -> open("private/"), Device::isAsked);
    }

    /** The id of its session. */
    String session() {
        return get("api/me").json().getString("session");
    }

    /** Navigates, wherever that leads. */
    Page open(String path) {
        return browser.open(root.resolve(path));
    }

    /** Navigates, and follows nothing. */
    Reply visit(String path) {
        return browser.ask("GET", root.resolve(path));
    }

    /** Posts a form, and follows nothing. */
    Reply submit(String path) {
        return browser.ask("POST", root.resolve(path));
    }

    /** By a script. */
    Reply get(String path) {
        return browser.fetch("GET", root.resolve(path));
    }

    /** By a script. */
    Reply post(String path) {
        return browser.fetch("POST", root.resolve(path));
    }

    /** By a script. */
    Reply delete(String path) {
        return browser.fetch("DELETE", root.resolve(path));
    }

    /** A copy of its credentials in other hands. */
    Device stolen() {
        return new Device(root, browser.copy());
    }
}
