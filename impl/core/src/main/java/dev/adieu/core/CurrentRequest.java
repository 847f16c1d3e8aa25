// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** CDI's view of the request: how an injected manager finds it. The request itself holds the state. */
@RequestScoped
class CurrentRequest {
    private @Nullable Exchange exchange;

    void begin(Exchange begun) {
        exchange = begun;
    }

    Optional<Exchange> exchange() {
        return Optional.ofNullable(exchange);
    }
}
