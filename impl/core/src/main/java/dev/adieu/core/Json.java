// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import dev.adieu.SessionList;
import dev.adieu.SignOutResult;
import dev.adieu.UserSession;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import org.jspecify.annotations.Nullable;

/** What we answer, in JSON: in the order of the components, whichever binding library the application has. */
final class Json {
    private static final JsonProvider JSON = JsonProvider.provider();

    private Json() {}

    static String of(SignOutResult result) {
        return JSON.createObjectBuilder()
                .add("ok", result.ok())
                .add("error", text(result.error()))
                .add("url", text(result.url()))
                .build()
                .toString();
    }

    static String of(SessionList list) {
        var sessions = JSON.createArrayBuilder();
        list.sessions().forEach(each -> sessions.add(of(each, each.id().equals(list.current()))));
        return sessions.build().toString();
    }

    private static JsonObject of(UserSession session, boolean current) {
        var details = JSON.createObjectBuilder();
        session.details().entrySet().stream()
                .sorted(java.util.Map.Entry.comparingByKey())
                .forEach(detail -> details.add(detail.getKey(), detail.getValue()));
        return JSON.createObjectBuilder()
                .add("id", session.id().value())
                .add("subject", session.subject())
                .add("current", current)
                .add("scheme", session.scheme())
                .add("startedAt", session.startedAt().toString())
                .add("lastSeenAt", session.lastSeenAt().toString())
                .add("expiresAt", session.expiresAt().toString())
                .add("details", details)
                .build();
    }

    private static JsonValue text(@Nullable Object value) {
        return value == null ? JsonValue.NULL : JSON.createValue(value.toString());
    }
}
