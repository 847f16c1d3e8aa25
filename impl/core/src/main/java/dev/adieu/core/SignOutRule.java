// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import dev.adieu.SignOut;
import dev.adieu.SignOutOptions;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.sse.SseEventSink;
import java.lang.reflect.Method;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What {@code @SignOut} says of one resource method: read at deployment, refused there if it cannot work.
 *
 * @param options what the sign-out shall do
 * @param confirm when it asks first
 * @param method the method, for messages
 */
record SignOutRule(SignOutOptions options, SignOut.Confirm confirm, Method method) {

    /** The rule of a method; empty when no annotation reaches it. */
    static Optional<SignOutRule> read(Class<?> resource, Method method) {
        var types = supertypes(resource);
        types.forEach(type -> requireResourceMethods(type, types));
        var overridden = types.stream().flatMap(type -> overridden(type, method));
        return Stream.concat(
                        overridden.map(m -> m.getAnnotation(SignOut.class)),
                        types.stream().map(type -> type.getAnnotation(SignOut.class)))
                .flatMap(Stream::ofNullable)
                .findFirst()
                .map(annotation -> new SignOutRule(options(annotation, method), annotation.confirm(), method));
    }

    private static SignOutOptions options(SignOut annotation, Method method) {
        if (Arrays.asList(method.getParameterTypes()).contains(SseEventSink.class)) {
            throw refused(method, "it sends Server-Sent Events, whose answer has begun before the method returns");
        }
        if (!annotation.redirect() && !annotation.callbackUrl().isEmpty()) {
            throw refused(method, "redirect=false and callbackUrl='" + annotation.callbackUrl() + "' contradict");
        }
        var options = SignOutOptions.builder()
                .scheme(annotation.scheme())
                .sessions(annotation.sessions())
                .redirect(annotation.redirect());
        try {
            return annotation.callbackUrl().isEmpty()
                    ? options.build()
                    : options.callbackUrl(URI.create(annotation.callbackUrl())).build();
        } catch (IllegalArgumentException e) {
            throw refused(method, e.getMessage());
        }
    }

    private static void requireResourceMethods(Class<?> type, List<Class<?>> types) {
        for (var method : type.getDeclaredMethods()) {
            if (method.isAnnotationPresent(SignOut.class) && !method.isBridge() && !isResourceMethod(method, types)) {
                throw refused(
                        method,
                        "no HTTP method reaches it (a sub-resource locator, or no @POST, @GET, …):"
                                + " it would never sign anybody out");
            }
        }
    }

    /** Whether the method, one that it overrides, or one that overrides it has an HTTP method. */
    private static boolean isResourceMethod(Method method, List<Class<?>> types) {
        return types.stream()
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(each -> each.getName().equals(method.getName())
                        && (accepts(each.getParameterTypes(), method.getParameterTypes())
                                || accepts(method.getParameterTypes(), each.getParameterTypes())))
                .flatMap(each -> Arrays.stream(each.getAnnotations()))
                .anyMatch(annotation -> annotation.annotationType().isAnnotationPresent(HttpMethod.class));
    }

    /** The method as this type declares it, generic parameters erased. */
    private static Stream<Method> overridden(Class<?> type, Method method) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(each -> !each.isBridge()
                        && each.getName().equals(method.getName())
                        && accepts(each.getParameterTypes(), method.getParameterTypes()));
    }

    private static boolean accepts(Class<?>[] declared, Class<?>[] actual) {
        if (declared.length != actual.length) {
            return false;
        }
        for (int i = 0; i < declared.length; i++) {
            if (!declared[i].isAssignableFrom(actual[i])) {
                return false;
            }
        }
        return true;
    }

    /** The class, its superclasses, then all their interfaces. */
    private static List<Class<?>> supertypes(Class<?> type) {
        Set<Class<?>> classes = new LinkedHashSet<>();
        Set<Class<?>> interfaces = new LinkedHashSet<>();
        for (@Nullable Class<?> each = type; each != null && each != Object.class; each = each.getSuperclass()) {
            classes.add(each);
            collectInterfaces(each, interfaces);
        }
        var all = new ArrayList<Class<?>>(classes);
        all.addAll(interfaces);
        return all;
    }

    private static void collectInterfaces(Class<?> type, Set<Class<?>> into) {
        if (type.isInterface()) {
            into.add(type);
        }
        for (var each : type.getInterfaces()) {
            collectInterfaces(each, into);
        }
    }

    private static IllegalStateException refused(Method method, @Nullable String why) {
        return new IllegalStateException("@SignOut cannot work on "
                + method.getDeclaringClass().getName() + "." + method.getName() + ": " + why);
    }
}
