// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.jdbc;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Operations that may have ended sessions without this node hearing of it, and when they began. */
final class Unheard {
    /** A statement that was cut off may still take effect so long. */
    private static final long ASKED_FOR = 600_000_000_000L;

    private final Map<String, Long> operations = new ConcurrentHashMap<>();

    void add(String operation) {
        operations.put(operation, System.nanoTime());
    }

    /** Whether somebody takes it now: nobody else gets it then. */
    boolean take(String operation) {
        return operations.remove(operation) != null;
    }

    /** Those to ask for; what is too old is forgotten. */
    Iterable<String> operations() {
        operations.values().removeIf(since -> System.nanoTime() - since > ASKED_FOR);
        return operations.keySet();
    }
}
