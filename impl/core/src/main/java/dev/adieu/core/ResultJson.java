// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import dev.adieu.SignOutResult;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;

/** The JSON of a result, in the order of its components, whichever binding library the application has. */
final class ResultJson {
    private static final JsonProvider JSON = JsonProvider.provider();

    private ResultJson() {}

    static String of(SignOutResult result) {
        return JSON.createObjectBuilder()
                .add("ok", result.ok())
                .add("error", text(result.error()))
                .add("url", text(result.url()))
                .build()
                .toString();
    }

    private static JsonValue text(@org.jspecify.annotations.Nullable Object value) {
        return value == null ? JsonValue.NULL : JSON.createValue(value.toString());
    }
}
