// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider.test;

import dev.adieu.openid.provider.Client;
import dev.adieu.openid.provider.SigningKeys;
import dev.adieu.suite.UserAgent;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.test.DeploymentContext;
import org.glassfish.jersey.test.grizzly.GrizzlyTestContainerFactory;
import org.glassfish.jersey.test.spi.TestContainer;

/** The provider, served. */
final class ServedIdp implements AutoCloseable {
    static final String ISSUER = "https://id.example";
    /** Where some of its people sign in. */
    static final String UPSTREAM = "https://upstream.example";

    private final Map<String, String> settings;
    private final SeContainer beans;
    private final TestContainer container;

    ServedIdp() {
        this("http://localhost:" + freePort() + "/");
    }

    /** With settings beside those that it needs. */
    static ServedIdp with(Map<String, String> further) {
        var root = "http://localhost:" + freePort() + "/";
        return new ServedIdp(root, all(root, further));
    }

    private ServedIdp(String root) {
        this(root, all(root, Map.of()));
    }

    private static Map<String, String> all(String root, Map<String, String> further) {
        var all = new HashMap<>(further);
        all.putAll(Map.of(
                "adieu.openid-provider.issuer",
                ISSUER,
                "adieu.openid-provider.url",
                root + "openid",
                "adieu.openid-provider.internal-receivers",
                "localhost",
                "adieu.openid.upstream.issuer",
                UPSTREAM,
                "adieu.openid.upstream.client-id",
                "idp",
                "adieu.openid.upstream.end-session-endpoint",
                UPSTREAM + "/end",
                "adieu.openid.upstream.post-logout-redirect-uri",
                root + "upstream/signed-out"));
        return all;
    }

    ServedIdp(Map<String, String> settings) {
        this("http://localhost:" + freePort() + "/", settings);
    }

    private ServedIdp(String root, Map<String, String> settings) {
        this(root, settings, Idp.Beans.class);
    }

    /** With other beans and further resources, and settings beside those that it needs. */
    static ServedIdp with(Map<String, String> further, Class<?> beans, Class<?>... resources) {
        var root = "http://localhost:" + freePort() + "/";
        var settings = new HashMap<>(further);
        settings.put("adieu.openid-provider.issuer", ISSUER);
        settings.put("adieu.openid-provider.url", root + "openid");
        return new ServedIdp(root, settings, beans, resources);
    }

    private ServedIdp(String root, Map<String, String> settings, Class<?> application, Class<?>... resources) {
        this.settings = settings;
        settings.forEach(System::setProperty);
        try {
            beans = SeContainerInitializer.newInstance()
                    .addBeanClasses(Idp.class, application, ClientNotificationTest.Heard.class)
                    .addBeanClasses(resources)
                    .initialize();
        } catch (RuntimeException e) {
            forget();
            throw e;
        }
        container = new GrizzlyTestContainerFactory()
                .create(
                        URI.create(root),
                        DeploymentContext.newInstance(
                                new ResourceConfig(Idp.class, Idp.Logout.class, Idp.Upstream.class)
                                        .registerClasses(resources)));
        container.start();
    }

    private void forget() {
        settings.keySet().forEach(System::clearProperty);
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void add(Client client) {
        beans.select(Idp.Beans.class).get().add(client);
    }

    SigningKeys keys() {
        return beans.select(SigningKeys.class).get();
    }

    UserAgent agent() {
        return new UserAgent(container.getBaseUri());
    }

    /** Where a path is. */
    String url(String path) {
        return container.getBaseUri() + path;
    }

    int port() {
        return container.getBaseUri().getPort();
    }

    /** The path of a URL that is here. */
    String path(String url) {
        var root = container.getBaseUri().toString();
        if (!url.startsWith(root)) {
            throw new AssertionError(url + " is not here");
        }
        return url.substring(root.length());
    }

    @Override
    public void close() {
        container.stop();
        beans.close();
        forget();
    }
}
