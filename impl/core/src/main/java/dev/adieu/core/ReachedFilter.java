// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import dev.adieu.SignOutResult;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Response;
import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Next to the method on both sides: notes whether it was reached, and whether it returned normally. What other filters
 * make of the answer afterwards does not change that.
 */
final class ReachedFilter implements ContainerRequestFilter, ContainerResponseFilter {
    private final SignOutRule rule;

    ReachedFilter(SignOutRule rule) {
        this.rule = rule;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        Exchange.of(request).ifPresent(Exchange::markReached);
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        var failed = response.getEntity() instanceof SignOutResult result && !result.ok();
        if (response.getStatus() < Response.Status.BAD_REQUEST.getStatusCode() && !failed && !isMapped(response)) {
            Exchange.of(request).ifPresent(Exchange::markReturned);
        }
    }

    /**
     * Whether an exception was mapped to this answer: only what a method returned carries the method's annotations
     * (Jakarta REST 3.1, {@code ContainerResponseContext.getEntityAnnotations}), or those of its interface. A method
     * without any, because its interface has them all, does not tell; there a mapping to a status below 400 counts as an
     * answer.
     */
    private boolean isMapped(ContainerResponseContext response) {
        if (rule.method().getDeclaredAnnotations().length == 0) {
            return false;
        }
        Annotation @Nullable [] carried = response.getEntityAnnotations();
        return carried == null
                ? !mayAnswerLater(response)
                : Arrays.stream(carried).noneMatch(rule.annotations()::contains);
    }

    /**
     * RESTEasy hands out null where an answer carries none: for what was mapped, but also for what a method answers later
     * with nothing, or with a response of its own making.
     */
    private boolean mayAnswerLater(ContainerResponseContext response) {
        var method = rule.method();
        if (CompletionStage.class.isAssignableFrom(method.getReturnType())) {
            return response.getStatus() == Response.Status.NO_CONTENT.getStatusCode()
                    || method.getGenericReturnType().getTypeName().contains(Response.class.getName());
        }
        return Arrays.asList(method.getParameterTypes()).contains(AsyncResponse.class);
    }
}
