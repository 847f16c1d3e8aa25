// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills in what is known only when a server starts. Every name that begins with {@code port} is a port that is free and
 * the same each time: {@code ${port}}, {@code ${port.admin}}. They stay reserved until all are handed out, so that no
 * two are equal.
 */
final class Placeholders implements AutoCloseable {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]*)}");

    /** Below those that systems give to clients: one of theirs might be taken again before the server binds it. */
    private static final int LOWEST = 15_000;

    private static final int HIGHEST = 32_000;

    private final Map<String, String> known;
    private final Map<String, ServerSocket> ports = new HashMap<>();

    Placeholders(Map<String, String> known) {
        this.known = Map.copyOf(known);
    }

    String fill(String text) {
        return PLACEHOLDER.matcher(text).replaceAll(match -> Matcher.quoteReplacement(value(match.group(1))));
    }

    private String value(String name) {
        if (name.startsWith("port")) {
            return String.valueOf(ports.computeIfAbsent(name, each -> reserve()).getLocalPort());
        }
        var value = known.get(name);
        if (value == null) {
            throw new IllegalArgumentException("${" + name + "} is none of " + known.keySet() + " and no port");
        }
        return value;
    }

    private static ServerSocket reserve() {
        IOException failure = new IOException("No port was tried");
        for (int tries = 0; tries < 100; tries++) {
            try {
                return new ServerSocket(ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST));
            } catch (IOException e) {
                failure = e;
            }
        }
        throw new UncheckedIOException(failure);
    }

    /** Gives the ports free, for the server to take. */
    @Override
    public void close() throws IOException {
        for (var port : ports.values()) {
            port.close();
        }
    }
}
