// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.openid.provider;

import java.util.List;
import java.util.Set;

/**
 * What of an end is to happen beside it.
 *
 * @param notices whether clients are given notice
 * @param tokens whether the tokens of coordinated clients are revoked
 * @param clientIds only these are told; empty for all
 */
record Restriction(boolean notices, boolean tokens, Set<String> clientIds) {
    /** Everything happens. */
    static final Restriction NONE = new Restriction(true, true, Set.of());

    private static final String SEPARATOR = "\n";

    Restriction {
        clientIds = Set.copyOf(clientIds);
    }

    /** Whether a client is told. */
    boolean tells(String clientId) {
        return notices && (clientIds.isEmpty() || clientIds.contains(clientId));
    }

    /** As a fact in the store. */
    String text() {
        return notices + SEPARATOR + tokens + SEPARATOR + String.join(SEPARATOR, clientIds);
    }

    static Restriction parse(String text) {
        var parts = List.of(text.split(SEPARATOR));
        return new Restriction(
                Boolean.parseBoolean(parts.get(0)),
                Boolean.parseBoolean(parts.get(1)),
                Set.copyOf(parts.subList(2, parts.size())));
    }
}
