// SPDX-FileCopyrightText: 2026 the Adieu authors
// SPDX-License-Identifier: Apache-2.0
package dev.adieu.core;

import dev.adieu.BrowserModule;
import dev.adieu.SessionList;
import dev.adieu.SignOutError;
import dev.adieu.SignOutQuestion;
import dev.adieu.SignOutResult;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** After the method: signs out if its rule says so, and makes the answer of the result. */
final class AnswerFilter implements ContainerResponseFilter {
    private final Optional<SignOutRule> rule;
    private final Supplier<Adieu> adieu;

    AnswerFilter(Optional<SignOutRule> rule, Supplier<Adieu> adieu) {
        this.rule = rule;
        this.adieu = adieu;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        var begun = Exchange.of(request);
        if (begun.isEmpty()) {
            return;
        }
        var exchange = begun.get();
        var answer = new Answer(exchange, response, adieu.get());
        if (response.getEntity() instanceof BrowserModule module) {
            // The same for everybody, so nothing that is for this caller goes with it.
            answer.write(module);
            return;
        }
        var ending = rule.filter(each -> exchange.returned());
        if (ending.isPresent()) {
            var result = end(ending.get(), exchange);
            // An answer of the method's own stands, but never beside sessions that have not ended.
            if (!result.ok() || !isOwn(response)) {
                answer.write(result);
            }
        } else if (response.getEntity() instanceof SignOutResult result) {
            answer.write(result);
        } else if (response.getEntity() instanceof Question.Put put) {
            answer.write(put);
        } else if (response.getEntity() instanceof SignOutQuestion question) {
            answer.write(adieu.get().question().put(question.options(), List.of(), true, exchange));
        } else if (response.getEntity() instanceof SessionList list) {
            answer.write(list);
        }
        answer.change();
    }

    private SignOutResult end(SignOutRule rule, Exchange exchange) {
        // Jersey shows a HEAD to request filters as the GET that it stands for, and only here as itself.
        return exchange.request().getMethod().equals("HEAD")
                ? SignOutResult.failed(SignOutError.CONFIRMATION_REQUIRED)
                : adieu.get().signOut(rule.options(), exchange);
    }

    private static boolean isOwn(ContainerResponseContext response) {
        var status = response.getStatus();
        return response.hasEntity() && !(response.getEntity() instanceof SignOutResult)
                || status != Response.Status.OK.getStatusCode() && status != Response.Status.NO_CONTENT.getStatusCode();
    }
}
