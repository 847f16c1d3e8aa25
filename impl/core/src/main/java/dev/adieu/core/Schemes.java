// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import dev.adieu.spi.Scheme;
import dev.adieu.spi.SessionRecord;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The schemes of an application, by name; the first is the default for signing in. */
final class Schemes {
    private final Map<String, Scheme> byName = new LinkedHashMap<>();
    private final List<Scheme> all;

    Schemes(List<Scheme> schemes) {
        for (var scheme : schemes) {
            var other = byName.put(scheme.name(), scheme);
            if (other != null) {
                throw new IllegalStateException("Two schemes are named '" + scheme.name() + "': "
                        + other.getClass().getName() + " and "
                        + scheme.getClass().getName());
            }
        }
        all = List.copyOf(byName.values());
    }

    List<Scheme> all() {
        return all;
    }

    /** Those that a sign-out means: the one named, or all for the empty name. An unknown one is refused (S-1). */
    List<Scheme> meant(String name) {
        return name.isEmpty() ? all() : List.of(named(name));
    }

    /** The one that carries a new session. */
    Scheme forSignIn(String name) {
        return name.isEmpty() ? byName.values().iterator().next() : named(name);
    }

    /** Where the end of one of these sessions leads, if its scheme says so. */
    Optional<URI> next(List<SessionRecord> sessions, ContainerRequestContext request) {
        return sessions.stream()
                .flatMap(each -> Stream.ofNullable(byName.get(each.session().scheme())))
                .flatMap(scheme -> scheme.next(request).stream())
                .findFirst();
    }

    private Scheme named(String name) {
        var scheme = byName.get(name);
        if (scheme == null) {
            throw new IllegalArgumentException("No such scheme: '" + name + "' (allowed: " + byName.keySet() + ")");
        }
        return scheme;
    }

    @Override
    public String toString() {
        return byName.keySet().toString();
    }
}
