// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The application's own origin as browsers see it, where {@code adieu.origin} tells; a proxy may show us another. */
final class PublicOrigin {
    private final Set<Origin> origins;

    PublicOrigin(Set<Origin> origins) {
        this.origins = origins;
    }

    /** The one that the {@code Host} header names, else the first secure one, else the first; empty without the setting. */
    Optional<Origin> of(@Nullable String host) {
        Predicate<Origin> named = origin -> host != null
                && Origin.ofHost(origin.scheme(), host).filter(origin::equals).isPresent();
        return Stream.<Predicate<Origin>>of(named, Origin::isSecure, origin -> true)
                .flatMap(choice -> origins.stream().filter(choice))
                .findFirst();
    }
}
