// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.app;

import dev.adieu.SignOut;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.StringReader;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** JSON as the sample reads and writes it. */
final class Texts {
    /** One for all: to look the provider up takes longer than to write an answer. */
    static final JsonBuilderFactory JSON = Json.createBuilderFactory(Map.of());

    private Texts() {}

    static JsonValue orNull(@Nullable Object value) {
        return value == null ? JsonValue.NULL : Json.createValue(value.toString());
    }

    static JsonArray array(Stream<String> values) {
        return JSON.createArrayBuilder(values.toList()).build();
    }

    static String error(String message) {
        return JSON.createObjectBuilder().add("error", message).build().toString();
    }

    static JsonObject object(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            // Not readObject: at what is JSON and no object, not every parser fails alike.
            if (reader.readValue() instanceof JsonObject object) {
                return object;
            }
        } catch (JsonException | IllegalStateException e) {
            // Not JSON at all.
        }
        throw badRequest("The body must be a JSON object");
    }

    /** A member that is a text; null when it is absent and may be. */
    static @Nullable String text(JsonObject object, String name, boolean required) {
        var value = object.get(name);
        if (value instanceof JsonString text) {
            return text.getString();
        }
        if (value == null && !required) {
            return null;
        }
        throw badRequest("'" + name + "' must be a text");
    }

    /** Which of one's own sessions; this one, unless it is said. */
    static SignOut.Sessions sessions(@Nullable String text) {
        return text == null
                ? SignOut.Sessions.CURRENT
                : Stream.of(SignOut.Sessions.values())
                        .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(text))
                        .findFirst()
                        .orElseThrow(() -> badRequest("'sessions' must be current, others or all"));
    }

    static BadRequestException badRequest(String message) {
        return new BadRequestException(answer(Response.Status.BAD_REQUEST, message));
    }

    static NotFoundException notFound(String message) {
        return new NotFoundException(answer(Response.Status.NOT_FOUND, message));
    }

    private static Response answer(Response.Status status, String message) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON)
                .entity(error(message))
                .build();
    }
}
