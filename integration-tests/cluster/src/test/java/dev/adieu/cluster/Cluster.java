// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

import static org.awaitility.Awaitility.await;

/** Three nodes over one store. */
final class Cluster implements AutoCloseable {
    private static final int SIZE = 3;

    private final Path directory;
    private final Store store;
    private final Shop shop = new Shop();
    private final Journal journal;
    private final Client client;
    private final List<Node> nodes = new CopyOnWriteArrayList<>();
    private int started;

    /** Starts it; what its processes print is kept in a directory of this name. */
    Cluster(String name, Function<Path, Store> opening, Client client) {
        this.client = client;
        directory = empty(Path.of("target", "cluster", name).toAbsolutePath());
        journal = new Journal(directory.resolve("journal"));
        store = opening.apply(directory);
        for (int i = 0; i < SIZE; i++) {
            nodes.add(start());
        }
        nodes.forEach(this::awaitReady);
    }

    private static Path empty(Path directory) {
        try {
            if (Files.exists(directory)) {
                try (var old = Files.walk(directory)) {
                    for (var each : old.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(each);
                    }
                }
            }
            return Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Node start() {
        return Node.start(directory, "node-" + ++started, store, journal.file(), shop.settings());
    }

    /** One more node, which has further settings and gets no load. */
    Node another(Map<String, String> further) {
        var node = Node.start(directory, "node-" + ++started, store, journal.file(), further);
        awaitReady(node);
        return node;
    }

    private void awaitReady(Node node) {
        await("node " + node)
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(100))
                .until(() ->
                        client.send(HttpRequest.newBuilder(node.at("hello"))).isPresent());
    }

    List<Node> nodes() {
        return nodes;
    }

    Node node(int number) {
        return nodes.get(number);
    }

    Node anyNode() {
        return nodes.get(ThreadLocalRandom.current().nextInt(SIZE));
    }

    /** Kills a node, and starts another in its place. */
    void replace(Node node) {
        node.kill();
        var another = start();
        awaitReady(another);
        nodes.set(nodes.indexOf(node), another);
    }

    Store store() {
        return store;
    }

    /** A client of the provider that the nodes are. */
    Shop shop() {
        return shop;
    }

    Journal journal() {
        return journal;
    }

    @Override
    public void close() {
        try {
            nodes.forEach(Node::kill);
        } finally {
            store.close();
            shop.close();
        }
    }
}
