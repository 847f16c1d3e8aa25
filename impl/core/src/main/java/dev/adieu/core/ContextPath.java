// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import dev.adieu.spi.Surroundings;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Application;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the application's root is on its host: empty for the host's own root, else a path without a last slash. */
final class ContextPath {
    private static final String APPLICATION_PATH = ContextPath.class.getName() + ".applicationPath";

    private final Optional<String> configured;

    ContextPath(Optional<String> configured) {
        this.configured = configured;
    }

    /** The setting, else what the server says, else the base URI without the path of the Jakarta REST application. */
    String of(ContainerRequestContext request) {
        var told = configured.or(() -> Surroundings.of(request).map(Surroundings::contextPath));
        return told.orElseGet(() -> {
            var path = base(request);
            var application = request.getProperty(APPLICATION_PATH) instanceof String known ? known : "";
            return ("/" + path).endsWith("/" + application)
                    ? prefix(path.substring(0, path.length() - application.length()))
                    : prefix(path);
        });
    }

    /** Notes on a request which application path its base URI contains; a server may run several applications. */
    static void note(String applicationPath, ContainerRequestContext request) {
        request.setProperty(APPLICATION_PATH, applicationPath);
    }

    /** What {@code @ApplicationPath} says; empty when a runtime injects a wrapper that hides it. */
    static Optional<String> applicationPath(@Nullable Application application) {
        return application == null
                ? Optional.empty()
                : applicationPath(application.getClass())
                        .or(() -> wrapped(application).flatMap(each -> applicationPath(each.getClass())));
    }

    /** Jersey injects a {@code ResourceConfig}, which tells whom it stands for. */
    private static Optional<Object> wrapped(Application application) {
        try {
            return Optional.ofNullable(
                    application.getClass().getMethod("getApplication").invoke(application));
        } catch (ReflectiveOperationException e) {
            return Optional.empty();
        }
    }

    /** What {@code @ApplicationPath} says on a class, or on the one that it proxies. */
    static Optional<String> applicationPath(Class<?> application) {
        for (Class<?> type = application; type != null; type = type.getSuperclass()) {
            var path = type.getAnnotation(ApplicationPath.class);
            if (path != null) {
                return Optional.of(strip(path.value().replaceAll("/\\*$", "")));
            }
        }
        return Optional.empty();
    }

    /** The longest of these application paths that the base URI of this request ends with; empty when none does. */
    static String applicationPath(List<String> paths, ContainerRequestContext request) {
        if (paths.isEmpty()) {
            return "";
        }
        var base = "/" + base(request);
        return paths.stream()
                .filter(path -> base.endsWith("/" + path))
                .max(Comparator.comparingInt(String::length))
                .orElse("");
    }

    private static String base(ContainerRequestContext request) {
        return strip(request.getUriInfo().getBaseUri().getRawPath());
    }

    private static String prefix(String path) {
        var stripped = strip(path);
        return stripped.isEmpty() ? "" : "/" + stripped;
    }

    private static String strip(@Nullable String path) {
        if (path == null) {
            return "";
        }
        var from = 0;
        var to = path.length();
        while (from < to && path.charAt(from) == '/') {
            from++;
        }
        while (from < to && path.charAt(to - 1) == '/') {
            to--;
        }
        return path.substring(from, to);
    }
}
