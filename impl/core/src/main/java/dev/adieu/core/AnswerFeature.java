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
import java.util.Set;

/**
 * Lets methods return what Adieu answers with, whatever the caller accepts: without a writer for them, Jersey says 406
 * before anybody was asked. Found by itself as a provider and as a service, as {@link AdieuFeature} is.
 */
@Provider
public final class AnswerFeature implements Feature {
    private static final Set<Class<?>> ANSWERS =
            Set.of(SignOutResult.class, SignOutQuestion.class, SessionList.class, BrowserModule.class);

    /** For Jakarta REST. */
    public AnswerFeature() {}

    @Override
    public boolean configure(FeatureContext context) {
        context.register(new Writer());
        return true;
    }

    /** Stands for {@link Answer}, which has put something else in their place when it comes to writing. */
    private static final class Writer implements MessageBodyWriter<Object> {
        @Override
        public boolean isWriteable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
            return ANSWERS.contains(type);
        }

        @Override
        public void writeTo(
                Object answer,
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
}
