// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import dev.adieu.BrowserModule;
import dev.adieu.SessionList;
import dev.adieu.SignOutQuestion;
import dev.adieu.SignOutResult;
import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/**
 * Lets methods return what Adieu answers with, whatever the caller accepts: without a writer for them, Jersey says 406
 * before anybody was asked. Found by itself as a provider and as a service, as {@link AdieuFeature} is.
 */
@Provider
public final class AnswerFeature implements Feature {
    /** For Jakarta REST. */
    public AnswerFeature() {}

    @Override
    public boolean configure(FeatureContext context) {
        context.register(new OfResult(SignOutResult.class));
        context.register(new OfQuestion(SignOutQuestion.class));
        context.register(new OfList(SessionList.class));
        context.register(new OfModule(BrowserModule.class));
        return true;
    }

    /** Stands for {@link Answer}, which has put something else in its place when it comes to writing. */
    private interface Writer<T> extends MessageBodyWriter<T> {
        Class<T> answers();

        @Override
        default boolean isWriteable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
            return type == answers();
        }

        @Override
        default void writeTo(
                T answer,
                Class<?> type,
                Type genericType,
                Annotation[] annotations,
                MediaType mediaType,
                MultivaluedMap<String, Object> headers,
                OutputStream out) {
            throw new IllegalStateException(
                    AdieuFeature.class.getName() + " is not registered, and so cannot answer with " + type.getName()
                            + "; list it in the classes of the Application");
        }
    }

    // One for each, so that nothing else is offered in any form: Jersey goes by the type that a writer declares.

    private record OfResult(Class<SignOutResult> answers) implements Writer<SignOutResult> {}

    private record OfQuestion(Class<SignOutQuestion> answers) implements Writer<SignOutQuestion> {}

    private record OfList(Class<SessionList> answers) implements Writer<SessionList> {}

    private record OfModule(Class<BrowserModule> answers) implements Writer<BrowserModule> {}
}
