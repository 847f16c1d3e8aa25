// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu;

import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The parameters of the ready endpoints: read, or refused with a 400 that names the parameter and what is allowed. */
final class Parameters {
    private static final int USUAL_SIZE = 100;

    private Parameters() {}

    /** The one of these values that a parameter has, compared in lower case; empty when it is not there. */
    static <E extends Enum<E>> Optional<E> oneOf(E[] allowed, String name, @Nullable String value) {
        if (value == null) {
            return Optional.empty();
        }
        return Optional.of(Arrays.stream(allowed)
                .filter(each -> lower(each).equals(value))
                .findFirst()
                .orElseThrow(() -> refused(
                        name,
                        "one of "
                                + Arrays.stream(allowed).map(Parameters::lower).collect(Collectors.joining(", ")),
                        value)));
    }

    static boolean isTrue(String name, @Nullable String value) {
        if (value == null || value.equals("true") || value.equals("false")) {
            return !"false".equals(value);
        }
        throw refused(name, "one of true, false", value);
    }

    static Page page(@Nullable String after, @Nullable String size) {
        return new Page(after == null ? null : sessionId("after", after), size == null ? USUAL_SIZE : size(size));
    }

    static String subject(String value) {
        if (value.isBlank()) {
            throw refused("subject", "a text that is not blank", value);
        }
        return value;
    }

    private static SessionId sessionId(String name, String value) {
        try {
            return new SessionId(value);
        } catch (IllegalArgumentException e) {
            throw refused(name, "a session id", value);
        }
    }

    private static int size(String value) {
        if (value.matches("[0-9]{1,4}") && Integer.parseInt(value) >= 1 && Integer.parseInt(value) <= Page.LARGEST) {
            return Integer.parseInt(value);
        }
        throw refused("size", "a number from 1 to " + Page.LARGEST, value);
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(java.util.Locale.ROOT);
    }

    private static BadRequestException refused(String name, String allowed, String value) {
        var message = "Parameter " + name + " must be " + allowed + ", but was " + Require.quoted(value);
        var json = "{\"error\":\"" + message.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}";
        return new BadRequestException(Response.status(Response.Status.BAD_REQUEST)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(json)
                .build());
    }
}
