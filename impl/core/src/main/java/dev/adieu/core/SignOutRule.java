// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import dev.adieu.AdminSessionsResource;
import dev.adieu.SessionsResource;
import dev.adieu.SignOut;
import dev.adieu.SignOutOptions;
import dev.adieu.SignOutResource;
import dev.adieu.SignOutResult;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.SseEventSink;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.TypeVariable;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What {@code @SignOut} says of one resource method: read at deployment, refused there if it cannot work.
 *
 * @param options what the sign-out shall do
 * @param confirm when it asks first
 * @param method the method
 * @param annotations the method's, and those of the methods that it overrides: runtimes differ in which are an answer's
 * @param leadsTo where the form of its confirmation page may be led to, beside what every form may
 */
record SignOutRule(
        SignOutOptions options,
        SignOut.Confirm confirm,
        Method method,
        Set<Annotation> annotations,
        List<URI> leadsTo) {

    /** The rule of a method; empty when no annotation reaches it. */
    static Optional<SignOutRule> read(Class<?> resource, Method method) {
        requireResourceMethods(resource);
        var types = supertypes(resource);
        requireNoneOnReadyEndpoints(resource, types);
        return annotation(method, types, SignOut.class)
                .or(() -> types.stream()
                        .flatMap(type -> Stream.ofNullable(type.getAnnotation(SignOut.class)))
                        .findFirst())
                .map(annotation -> {
                    if (annotation.confirm() != SignOut.Confirm.NEVER && isAnnotated(method, types, GET.class)) {
                        requirePost(method, types);
                    }
                    var annotations = types.stream()
                            .flatMap(type -> overridden(type, method))
                            .flatMap(each -> Arrays.stream(each.getDeclaredAnnotations()))
                            .collect(Collectors.toUnmodifiableSet());
                    return new SignOutRule(
                            options(annotation, method),
                            annotation.confirm(),
                            method,
                            annotations,
                            leadsTo(method, types));
                });
    }

    /** A GET asks, and its form posts to the same path: something has to be there. */
    private static void requirePost(Method get, List<Class<?>> types) {
        var path = path(get, types);
        var answered = types.stream()
                .flatMap(type -> Arrays.stream(type.getMethods()))
                .filter(method -> isAnnotated(method, types, POST.class)
                        && takesForms(method, types)
                        && path(method, types).equals(path))
                .anyMatch(method -> method.getGenericReturnType().getTypeName().contains(SignOutResult.class.getName())
                        || annotation(method, types, SignOut.class).isPresent()
                        || types.stream().anyMatch(type -> type.isAnnotationPresent(SignOut.class)));
        if (!answered) {
            throw refused(
                    get,
                    "a GET asks before it signs out, and there is no POST on the same path of its class that"
                            + " takes a form and signs out. Add one, or say confirm = NEVER (unsafe: links and prefetches would sign out)");
        }
    }

    /** The callback URLs of all methods on the path: the page that one shows is answered by another. */
    private static List<URI> leadsTo(Method method, List<Class<?>> types) {
        var path = path(method, types);
        return types.stream()
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(each -> path(each, types).equals(path))
                .flatMap(each -> annotation(each, types, SignOut.class).stream())
                .map(SignOut::callbackUrl)
                .filter(url -> !url.isEmpty())
                .distinct()
                .map(URI::create)
                .toList();
    }

    /** Whether a form of HTML can be posted to it. */
    private static boolean takesForms(Method method, List<Class<?>> types) {
        return annotation(method, types, Consumes.class)
                .or(() -> types.stream()
                        .flatMap(type -> Stream.ofNullable(type.getAnnotation(Consumes.class)))
                        .findFirst())
                .map(consumes -> Arrays.stream(consumes.value())
                        .flatMap(list -> Arrays.stream(list.split(",")))
                        .map(MediaType::valueOf)
                        .anyMatch(MediaType.APPLICATION_FORM_URLENCODED_TYPE::isCompatible))
                .orElse(true);
    }

    private static String path(Method method, List<Class<?>> types) {
        return annotation(method, types, Path.class)
                .map(path -> path.value().replaceAll("^/+|/+$", "").replaceAll("\\{[^}]*}", "{}"))
                .orElse("");
    }

    private static boolean isAnnotated(Method method, List<Class<?>> types, Class<? extends Annotation> with) {
        return annotation(method, types, with).isPresent();
    }

    private static <A extends Annotation> Optional<A> annotation(
            Method method, List<Class<?>> types, Class<A> annotation) {
        return types.stream()
                .flatMap(type -> overridden(type, method))
                .flatMap(each -> Stream.ofNullable(each.getAnnotation(annotation)))
                .findFirst();
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

    /** Refuses a class on which the annotation stands where no call would ever find it. */
    static void requireResourceMethods(Class<?> resource) {
        var methods = supertypes(resource).stream()
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> !method.isBridge() && !method.isSynthetic())
                .toList();
        for (var method : methods) {
            var related = methods.stream().filter(each -> overrides(each, method) || overrides(method, each));
            if (method.isAnnotationPresent(SignOut.class) && related.noneMatch(SignOutRule::hasHttpMethod)) {
                throw refused(
                        method,
                        "no HTTP method reaches it (a sub-resource locator, or no @POST, @GET, …):"
                                + " it would never sign anybody out");
            }
        }
    }

    /** A ready endpoint signs out by itself; a second sign-out after it would end other sessions than it was asked to. */
    private static void requireNoneOnReadyEndpoints(Class<?> resource, List<Class<?>> types) {
        var ready = Stream.of(SignOutResource.class, SessionsResource.class, AdminSessionsResource.class)
                .anyMatch(endpoint -> endpoint.isAssignableFrom(resource));
        if (ready && types.stream().anyMatch(type -> type.isAnnotationPresent(SignOut.class))) {
            throw new IllegalStateException("@SignOut cannot work on " + resource.getName()
                    + ": a ready endpoint signs out by itself. Leave the annotation out");
        }
    }

    private static boolean hasHttpMethod(Method method) {
        return Arrays.stream(method.getAnnotations())
                .anyMatch(annotation -> annotation.annotationType().isAnnotationPresent(HttpMethod.class));
    }

    /** The method as this type declares it. */
    private static Stream<Method> overridden(Class<?> type, Method method) {
        return Arrays.stream(type.getDeclaredMethods()).filter(each -> !each.isBridge() && overrides(method, each));
    }

    /** Whether one is the other, or may override it: a type parameter of the other stands for any type. */
    private static boolean overrides(Method method, Method other) {
        if (method.equals(other)) {
            return true;
        }
        return method.getName().equals(other.getName())
                && !method.getDeclaringClass().equals(other.getDeclaringClass())
                && !Modifier.isPrivate(other.getModifiers())
                && !Modifier.isStatic(other.getModifiers())
                && accepts(other, method.getParameterTypes());
    }

    private static boolean accepts(Method declared, Class<?>[] actual) {
        var types = declared.getParameterTypes();
        var generic = declared.getGenericParameterTypes();
        if (types.length != actual.length) {
            return false;
        }
        for (int i = 0; i < types.length; i++) {
            var same = types[i].equals(actual[i]);
            if (!same && !(generic[i] instanceof TypeVariable && types[i].isAssignableFrom(actual[i]))) {
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
